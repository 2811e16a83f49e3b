import { Button } from '@mantine/core';
import { IconArrowRight, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../transport/client.ts';
import { failureWords } from './failure-words.ts';
import classes from './failure-notice.module.css';

interface Properties {
  readonly failure: Failure | undefined;
  readonly onRetry?: () => void;
}

/** A no, as every screen shows it: what, because of what, and what to do next. */
export function FailureNotice({ failure, onRetry }: Properties) {
  const { t } = useTranslation();
  if (failure === undefined) return null;
  const { message, because, next, rule } = failureWords(failure, t);
  return (
    <div role="alert" className={classes.notice}>
      <IconHandStop size={18} stroke={1.8} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.message}>{message}</p>
        {because.length > 0 && (
          <ul className={classes.because}>
            {because.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        )}
        {next !== '' && (
          <p className={classes.next}>
            <IconArrowRight size={14} aria-hidden /> {next}
          </p>
        )}
        {rule !== null && <p className={classes.rule}>{t('common.rule', { rule })}</p>}
        {onRetry !== undefined && (
          <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        )}
      </div>
    </div>
  );
}
