import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Ran } from '../forecast-state.ts';

/** Which machines calculated a run, and why workers did not do all of it; the figures are the same. */
export function WhereCalculated({
  calculated,
}: {
  readonly calculated: NonNullable<Ran['calculated']>;
}) {
  const { t } = useTranslation();
  const { chunks, byWorkers, workers, refusal } = calculated;
  const byWhom = t('forecast.byWorkers', { chunks, byWorkers, count: workers.length });
  if (refusal === null) return <div className="quiet">{byWhom}</div>;
  return (
    <Alert color="yellow" title={t('forecast.notByWorkers')}>
      {refusal.message} {refusal.next}
      {byWorkers > 0 && ` ${byWhom}`}
    </Alert>
  );
}
