import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../state/use-progress.ts';
import { useClient } from '../transport/client-context.ts';
import { countText } from './format.ts';
import classes from './progress-panel.module.css';

interface Properties {
  readonly job: string | undefined;
  readonly title: string;
  readonly canCancel?: boolean;
}

/** Progress of long work, with a way to stop it. */
export function ProgressPanel({ job, title, canCancel = false }: Properties) {
  const { t } = useTranslation();
  const client = useClient();
  const progress = useProgress(job, true);
  const share =
    progress === undefined || progress.total === 0 ? 0 : (100 * progress.done) / progress.total;
  return (
    <div className={classes.panel} role="status">
      <div className={classes.words}>
        <div>
          <p className={classes.title}>{title}</p>
          <p className={classes.message}>{progress?.message ?? t('common.starting')}</p>
        </div>
        <span className={classes.count}>
          {progress !== undefined && `${countText(progress.done)} / ${countText(progress.total)}`}
        </span>
      </div>
      <Progress
        value={progress === undefined ? 100 : share}
        animated={progress === undefined}
        aria-label={title}
      />
      {canCancel && job !== undefined && (
        <Button variant="default" size="xs" mt="md" onClick={() => void client.cancel(job)}>
          {t('common.stop')}
        </Button>
      )}
    </div>
  );
}
