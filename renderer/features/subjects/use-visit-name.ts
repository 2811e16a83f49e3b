import { useCallback } from 'react';
import { useStudy } from '../../state/use-study.ts';

/** `V3 · Week 4`. */
export function useVisitName(): (visit: string) => string {
  const visits = useStudy()?.visits;
  return useCallback(
    (visit) => {
      const name = visits?.find(({ id }) => id === visit)?.name;
      return name === undefined || name === visit ? visit : `${visit} · ${name}`;
    },
    [visits],
  );
}
