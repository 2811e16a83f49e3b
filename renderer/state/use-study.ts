import type { StudyDefinition } from '../../shared/domain/study/study-definition.ts';
import { useQuery } from './use-query.ts';

/** The study definition in force; undefined until it is known. The core has parsed it. */
export function useStudy(): StudyDefinition | undefined {
  return useQuery('study.get', {}).data?.definition as unknown as StudyDefinition | undefined;
}
