import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './scan-progress.module.css';

interface Properties {
  readonly done: number;
  readonly total: number;
}

/** "7 of 12", large enough to be read from the bench. */
export function ScanProgress({ done, total }: Properties) {
  const { t } = useTranslation();
  const words = t('shipments.partOf', { part: done, total });
  return (
    <div className={classes.progress}>
      <span className={classes.words} aria-live="polite">
        {words}
      </span>
      <Progress
        className={classes.bar ?? ''}
        size="md"
        value={total === 0 ? 0 : (100 * done) / total}
        aria-label={words}
      />
    </div>
  );
}
