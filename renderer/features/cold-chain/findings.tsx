import { useTranslation } from 'react-i18next';
import type { InspectedFile } from '../../../shared/contracts/cold-chain-parts.ts';
import classes from './cold-chain.module.css';

const shown = 200;

/** Everything that a person must know about lines of the file. */
export function Findings({ findings }: { readonly findings: InspectedFile['warnings'] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return <p className="quiet">{t('temperature.noFindings')}</p>;
  return (
    <details open={findings.length <= 5}>
      <summary>{t('temperature.findings', { count: findings.length })}</summary>
      <ul className={classes.findings} tabIndex={0} aria-label={t('temperature.findingsList')}>
        {findings.slice(0, shown).map(({ line, message }, index) => (
          <li key={index}>{line === 0 ? message : t('temperature.onLine', { line, message })}</li>
        ))}
      </ul>
    </details>
  );
}
