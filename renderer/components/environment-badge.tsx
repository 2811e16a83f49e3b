import { useTranslation } from 'react-i18next';
import classes from './environment-badge.module.css';

interface Properties {
  readonly environment: string | null;
  readonly isDemonstration: boolean;
}

/** PROD or UAT, or that it is only a demonstration: never to be confused. */
export function EnvironmentBadge({ environment, isDemonstration }: Properties) {
  const { t } = useTranslation();
  if (isDemonstration) return <span className={classes.trial}>{t('common.demonstration')}</span>;
  if (environment === null) return null;
  return (
    <span className={environment === 'PROD' ? classes.real : classes.trial}>{environment}</span>
  );
}
