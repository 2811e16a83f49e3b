import { useTranslation } from 'react-i18next';
import type { Proposal } from './judge-scan.ts';
import classes from './pick.module.css';

/** Kits that were looked at and not proposed, each with its because. */
export function PassedOver({ facts }: { readonly facts: Proposal['because'] }) {
  const { t } = useTranslation();
  const passed = facts.filter(({ outcome }) => outcome !== 'chosen');
  if (passed.length === 0) return null;
  return (
    <details className={classes.passed}>
      <summary>{t('shipments.passedOver', { count: passed.length })}</summary>
      <ul>
        {passed.map((fact, index) => (
          <li key={index}>{fact.because}</li>
        ))}
      </ul>
    </details>
  );
}
