import { Skeleton } from '@mantine/core';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useQuery } from '../../../state/use-query.ts';
import type { SiteFactor } from '../begin/draft.ts';
import { CorrectValues } from './correct-values.tsx';

interface Properties {
  readonly subject: string;
  readonly factors: readonly SiteFactor[];
  onDone(): void;
}

/** The values of a subject as they are held now, to correct one of them. */
export function CorrectSubject({ subject, factors, onDone }: Properties) {
  const { data, failure } = useQuery('site.subject', { subject });
  if (data === undefined) {
    return failure === undefined ? <Skeleton height={320} /> : <FailureNotice failure={failure} />;
  }
  return <CorrectValues subject={data} factors={factors} onDone={onDone} />;
}
