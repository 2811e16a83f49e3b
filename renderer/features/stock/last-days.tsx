import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LastDay } from '../../../shared/contracts/kits.ts';
import { DayText } from '../../components/instant-text.tsx';
import classes from './stock.module.css';

interface Properties {
  readonly kind: 'depot' | 'site';
  readonly days: {
    readonly ship: LastDay;
    readonly count: LastDay;
    readonly dispense: LastDay;
  };
  readonly visits?: readonly {
    readonly visit: string;
    readonly name: string;
    readonly dispense: LastDay;
  }[];
}

const purposes = ['ship', 'count', 'dispense'] as const;

/** The last day for each purpose at a place, with the setting that it follows from. */
export function LastDays({ kind, days, visits = [] }: Properties) {
  const { t } = useTranslation();
  return (
    <dl className={classes.lastDays}>
      {purposes.map((purpose) => (
        <OneLastDay
          key={purpose}
          label={t(`stock.lastDay.${purpose}.${kind}`)}
          last={days[purpose]}
        />
      ))}
      {visits.map(({ visit, name, dispense }) => (
        <OneLastDay
          key={visit}
          label={t('stock.lastDayAtVisit', { visit: name })}
          last={dispense}
        />
      ))}
    </dl>
  );
}

function OneLastDay({ label, last }: { readonly label: string; readonly last: LastDay }) {
  const { t } = useTranslation();
  return (
    <div data-over={last.isOver}>
      <dt>{label}</dt>
      <dd>
        {last.isOver && <IconAlertTriangle size={13} stroke={2} aria-label={t('stock.isOver')} />}
        <DayText date={last.day} />
      </dd>
      <dd className={classes.origin}>{t(`stock.origin.${last.origin}`, { count: last.days })}</dd>
    </div>
  );
}
