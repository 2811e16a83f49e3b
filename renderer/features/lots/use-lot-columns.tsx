import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LotRow } from '../../../shared/contracts/lots.ts';
import { countText } from '../../components/format.ts';
import { DayText } from '../../components/instant-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import classes from './lots.module.css';

/** An expired lot says so whatever was decided on it. */
export const lotStatusOf = ({ status, expired }: Pick<LotRow, 'status' | 'expired'>): string =>
  expired && status === 'released' ? 'expired' : status;

/** Columns of the table of lots. */
export function useLotColumns(): readonly Column<LotRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'lot',
        header: t('lots.lot'),
        width: 'minmax(112px, 1.2fr)',
        cell: (row) => (
          <span className={classes.code}>
            {row.lot}
            {row.armsLeftOut !== null && row.armsLeftOut.length > 0 && (
              <IconAlertTriangle
                size={14}
                stroke={2}
                color="var(--warn)"
                aria-label={t('lots.unmasks')}
              />
            )}
          </span>
        ),
      },
      {
        key: 'status',
        header: t('lots.status'),
        width: 'minmax(100px, 1fr)',
        cell: (row) => <StatusBadge isPlain status={lotStatusOf(row)} />,
      },
      {
        key: 'expiry',
        header: t('lots.expiry'),
        width: 'minmax(96px, 0.9fr)',
        align: 'right',
        cell: (row) => <DayText date={row.expiry} />,
      },
      {
        key: 'extended',
        header: t('lots.extendedTo'),
        width: 'minmax(100px, 0.9fr)',
        align: 'right',
        cell: (row) => <DayText date={row.extendedTo} />,
      },
      {
        key: 'retest',
        header: t('lots.retest'),
        width: 'minmax(96px, 0.9fr)',
        align: 'right',
        cell: (row) => <DayText date={row.retest} />,
      },
      {
        key: 'group',
        header: t('lots.labelGroup'),
        width: 'minmax(84px, 0.8fr)',
        cell: (row) => row.labelGroup ?? '',
      },
      {
        key: 'campaign',
        header: t('lots.campaign'),
        width: 'minmax(76px, 0.9fr)',
        cell: (row) => row.campaign ?? '',
      },
      ...(['kits', 'available', 'dispensed'] as const).map((key): Column<LotRow> => ({
        key,
        header: t(`lots.${key}`),
        width: '70px',
        align: 'right',
        cell: (row) => countText(row[key]),
      })),
    ],
    [t],
  );
}
