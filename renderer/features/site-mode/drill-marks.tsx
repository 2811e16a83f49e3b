import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './site-shell.module.css';

/** Nobody may take a drill for the study: a band over the whole width, and the word across the page. */
export function DrillMarks() {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.drillBand} role="status">
        <IconAlertTriangle size={22} stroke={2} aria-hidden />
        <strong>{t('siteMode.drill')}</strong>
        <span>{t('siteMode.drillNote')}</span>
      </div>
      <div className={classes.watermark} aria-hidden>
        {Array.from({ length: 12 }, (_, index) => (
          <span key={index} data-word={t('siteMode.drill')} />
        ))}
      </div>
    </>
  );
}
