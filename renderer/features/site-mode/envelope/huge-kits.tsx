import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { KitGroupingContext } from '../../../components/kit-number.tsx';
import { groupsOf } from '../../../components/format.ts';
import classes from './envelope.module.css';

interface Properties {
  readonly title: string;
  readonly kits: readonly string[];
  readonly treatment: string | null;
  readonly state: string;
}

/** Kit numbers that can be read across a room; the check character is underlined. */
export function HugeKits({ title, kits, treatment, state }: Properties) {
  const { t } = useTranslation();
  const grouping = useContext(KitGroupingContext);
  return (
    <section className={classes.kits} data-state={state} aria-label={title}>
      <p>{title}</p>
      {kits.map((number) => {
        const groups = groupsOf(number.slice(0, -1), grouping);
        return (
          <p key={number} className={classes.kitNumber} aria-label={number}>
            {groups.map((group, index) => (
              <span key={index} className={classes.kitGroup}>
                {group}
              </span>
            ))}
            <span
              className={
                number.length % grouping === 1
                  ? `${classes.kitGroup} ${classes.check}`
                  : classes.check
              }
            >
              {number.slice(-1)}
            </span>
          </p>
        );
      })}
      {treatment !== null && <p className={classes.treatment}>{treatment}</p>}
      <p className={classes.checkNote}>{t('siteMode.checkNote')}</p>
    </section>
  );
}
