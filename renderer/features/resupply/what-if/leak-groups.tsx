import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import type { CheckedGroup } from '../../../../shared/contracts/resupply-simulation.ts';
import classes from '../resupply.module.css';
import { LeakVerdict } from './leak-verdict.tsx';

const shownSites = 6;

/** Sites of a group: some by name, the rest counted. */
function sitesOf({ sites }: CheckedGroup): { readonly named: string; readonly more: number } {
  return {
    named: sites.slice(0, shownSites).join(', '),
    more: Math.max(0, sites.length - shownSites),
  };
}

/** What sites could infer, by their effective settings. */
export function LeakGroups({ answer }: { readonly answer: OutputOf<'resupply.checkLeak'> }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('resupply.leak.title')}>
      <h3 className={classes.resultTitle}>{t('resupply.leak.title')}</h3>
      <ul className={classes.leakGroups}>
        {answer.groups.map((group) => {
          const { named, more } = sitesOf(group);
          return (
            <li key={named}>
              <p>
                {t('resupply.leak.sites', { count: group.sites.length })}: {named}
                {more > 0 && ` ${t('resupply.leak.moreSites', { count: more })}`}
              </p>
              <LeakVerdict isOneForOne={group.isOneForOne} leak={group.leak} />
            </li>
          );
        })}
      </ul>
      {answer.unchecked > 0 && (
        <p className={classes.short}>{t('resupply.leak.unchecked', { count: answer.unchecked })}</p>
      )}
    </section>
  );
}
