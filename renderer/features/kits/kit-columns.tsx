import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KitRow } from '../../../shared/contracts/kits.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { DayText } from '../../components/instant-text.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { useMay } from '../../state/session.ts';
import { useKitTypeName } from './use-kit-type-name.ts';
import type { Selection } from './use-selection.ts';

/** The state of a kit; its expiry, which follows from the clock, comes first. */
export const kitStatusOf = (row: Pick<KitRow, 'status' | 'expired'>): string =>
  row.expired && ['at-depot', 'at-site', 'reserved', 'in-transit'].includes(row.status)
    ? 'expired'
    : row.status;

/** Columns of the kit table; kit types only for people who hold the key. */
export function useKitColumns(
  selection: Selection,
  isUnblinded: boolean,
): readonly Column<KitRow>[] {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  const canAct = useMay('kits.act');
  return useMemo(() => {
    const tick: Column<KitRow> = {
      key: 'tick',
      header: '',
      headerLabel: t('kits.choose'),
      width: '20px',
      cell: (row) => (
        <span onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            aria-label={t('kits.chooseKit', { number: row.number })}
            checked={selection.has(row.number)}
            onChange={() => selection.toggle(row.number)}
          />
        </span>
      ),
    };
    const kitType: Column<KitRow> = {
      key: 'kitType',
      header: t('kits.kitType'),
      width: 'minmax(150px, 1.3fr)',
      cell: (row) => <ArmBadge name={row.kitType === null ? null : kitTypeName(row.kitType)} />,
    };
    return [
      ...(canAct ? [tick] : []),
      {
        key: 'number',
        header: t('kits.number'),
        width: 'minmax(130px, 1fr)',
        sort: 'number',
        cell: (row) => <KitNumber number={row.number} />,
      },
      {
        key: 'status',
        header: t('kits.status'),
        width: 'minmax(130px, 1fr)',
        sort: 'status',
        cell: (row) => <StatusBadge isPlain status={kitStatusOf(row)} />,
      },
      {
        key: 'place',
        header: t('kits.place'),
        width: 'minmax(80px, 0.8fr)',
        sort: 'place',
        cell: (row) => row.place ?? '–',
      },
      ...(isUnblinded ? [kitType] : []),
      { key: 'lot', header: t('kits.lot'), width: 'minmax(80px, 0.8fr)', cell: (row) => row.lot },
      {
        key: 'expiry',
        header: t('kits.expiry'),
        width: 'minmax(90px, 0.8fr)',
        sort: 'expiry',
        align: 'right',
        cell: (row) => <DayText date={row.expiry} />,
      },
      {
        key: 'last',
        header: t('kits.lastDay'),
        width: 'minmax(120px, 0.9fr)',
        align: 'right',
        cell: (row) => <DayText date={row.lastDayToDispense} />,
      },
      {
        key: 'subject',
        header: t('kits.subject'),
        width: 'minmax(90px, 0.8fr)',
        cell: (row) => row.subject ?? '',
      },
    ];
  }, [t, selection, isUnblinded, canAct, kitTypeName]);
}
