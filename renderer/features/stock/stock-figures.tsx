import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { countText } from '../../components/format.ts';
import classes from './stock.module.css';

type Matrix = OutputOf<'stock.matrix'>;

interface Properties {
  readonly total: Matrix['total'] | undefined;
  readonly rule: Matrix['rule'] | undefined;
}

const figures = ['available', 'ending', 'past', 'inTransit', 'quarantined', 'days'] as const;

/** Kits that only their stability budget keeps from use are named as such. */
const noteOf = (key: (typeof figures)[number], total: Properties['total']) =>
  key === 'past' && (total?.outOfBudget ?? 0) > 0 ? 'pastByBudget' : key;

/** The study as a whole, and the rule behind each number. */
export function StockFigures({ total, rule }: Properties) {
  const { t } = useTranslation();
  return (
    <div className={classes.figures}>
      {figures.map((key) => (
        <div key={key} className={classes.figure}>
          <div className={classes.figureLabel}>{t(`stock.column.${key}`)}</div>
          <div className={classes.figureValue}>
            {total === undefined ? (
              <Skeleton height={20} width={60} my={5} />
            ) : total[key] === null ? (
              '–'
            ) : (
              countText(total[key])
            )}
          </div>
          <div className={classes.figureNote}>
            {rule === undefined
              ? '\u00a0'
              : t(`stock.note.${noteOf(key, total)}`, { ...rule, ...total })}
          </div>
        </div>
      ))}
    </div>
  );
}
