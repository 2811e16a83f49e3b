import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StockCell } from '../../../shared/contracts/stock.ts';
import { countText } from '../../components/format.ts';
import type { Measure } from './stock-measure.ts';
import { supplyLevel } from './stock-measure.ts';
import classes from './stock.module.css';

interface Properties {
  readonly cell: StockCell;
  readonly measure: Measure;
}

/** One number of the matrix. Zero is quiet; short supply has its mark as well as its colour. */
export function StockValue({ cell, measure }: Properties) {
  if (measure === 'days') return <DaysOfSupply cell={cell} />;
  const value = cell[measure];
  const isWarning = measure !== 'available' && measure !== 'inTransit' && value > 0;
  return (
    <span className={value === 0 ? classes.zero : isWarning ? classes.warning : classes.value}>
      {countText(value)}
    </span>
  );
}

/** Whole days that the available kits last, or a dash when nothing was dispensed lately. */
export function DaysOfSupply({ cell }: { readonly cell: StockCell }) {
  const { t } = useTranslation();
  if (cell.days === null) return <span className={classes.zero}>–</span>;
  const level = supplyLevel(cell);
  const Mark = level === 'low' ? IconAlertTriangle : level === 'short' ? IconClock : null;
  return (
    <span className={classes.days} data-level={level}>
      {Mark !== null && <Mark size={13} stroke={2} aria-label={t(`stock.level.${level}`)} />}
      {t('stock.daysShort', { shown: countText(cell.days) })}
    </span>
  );
}
