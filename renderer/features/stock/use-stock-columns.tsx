import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockCell, StockPlaceRow } from '../../../shared/contracts/stock.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { useKitTypeName } from '../kits/use-kit-type-name.ts';
import type { Measure } from './stock-measure.ts';
import { DaysOfSupply, StockValue } from './stock-value.tsx';
import classes from './stock.module.css';

const totals = [
  ['available', '62px'],
  ['ending', '82px'],
  ['past', '82px'],
  ['inTransit', '62px'],
  ['quarantined', '76px'],
] as const;

/** Columns of the matrix: the place, a column a kit type, and the totals. */
export function useStockColumns(
  kitTypes: readonly string[],
  measure: Measure,
): readonly Column<StockPlaceRow>[] {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  return useMemo(
    () => [
      {
        key: 'place',
        header: t('stock.place'),
        width: 'minmax(150px, 1.8fr)',
        cell: (row) => (
          <span title={row.name}>
            <strong className={classes.code}>{row.place}</strong> {row.name}
          </span>
        ),
      },
      ...kitTypes.map((kitType, index): Column<StockPlaceRow> => ({
        key: `type ${kitType}`,
        header: <ArmBadge name={kitTypeName(kitType)} />,
        headerLabel: kitTypeName(kitType),
        width: 'minmax(90px, 1fr)',
        align: 'right',
        cell: (row) => <StockValue cell={row.byType[index] as StockCell} measure={measure} />,
      })),
      ...totals.map(([key, width]): Column<StockPlaceRow> => ({
        key,
        header: t(`stock.column.${key}`),
        width,
        align: 'right',
        cell: (row) =>
          key === 'past' ? (
            <span className={row.total.past === 0 ? classes.zero : classes.warning}>
              {row.total.past}
            </span>
          ) : (
            <StockValue cell={row.total} measure={key} />
          ),
      })),
      {
        key: 'days',
        header: t('stock.brief.days'),
        headerLabel: t('stock.column.days'),
        width: '62px',
        align: 'right',
        cell: (row) => <DaysOfSupply cell={row.total} />,
      },
    ],
    [t, kitTypes, kitTypeName, measure],
  );
}
