import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountKitRow } from '../../../shared/contracts/accountability.ts';
import { KitNumber } from '../../components/kit-number.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';

const unitsText = (value: number | null): string => (value === null ? '–' : String(value));

/** `7` counted once, `7 ✓` counted alike by a second person, `7 ≠ 8` counted differently. */
const countsText = ({ returned, second }: AccountKitRow): string => {
  if (returned === null || second === null) return unitsText(returned);
  return returned === second ? `${returned} ✓` : `${returned} ≠ ${second}`;
};

function useColumns(): readonly Column<AccountKitRow>[] {
  const { t } = useTranslation();
  const openDialog = useViewState((state) => state.open);
  const mayCorrect = useMay('accountability.correct');
  return useMemo(
    () => [
      {
        key: 'kit',
        header: t('accountability.kit'),
        width: 'minmax(84px, 1fr)',
        cell: (row) => <KitNumber number={row.number} />,
      },
      {
        key: 'status',
        header: t('accountability.status'),
        width: 'minmax(102px, 1.1fr)',
        cell: (row) => <StatusBadge isPlain status={row.status} />,
      },
      ...(['dispensed', 'returned', 'lost'] as const).map((key) => ({
        key,
        header: t(`accountability.unit.${key}`),
        width: key === 'returned' ? '46px' : '34px',
        align: 'right' as const,
        cell: (row: AccountKitRow) => (key === 'returned' ? countsText(row) : unitsText(row[key])),
      })),
      {
        key: 'correct',
        header: '',
        headerLabel: t('accountability.correct'),
        width: '26px',
        cell: ({ number, returned, lost, status }) =>
          returned === null || lost === null || status === 'destroyed' || !mayCorrect ? null : (
            <Tooltip label={t('accountability.correct')}>
              <ActionIcon
                size="sm"
                aria-label={t('accountability.correctKit', { number })}
                onClick={() => openDialog({ kind: 'correct-count', number, returned, lost })}
              >
                <IconPencil size={15} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          ),
      },
    ],
    [t, openDialog, mayCorrect],
  );
}

/** Kits with the units that were dispensed, came back, were lost, and were counted again. */
export function KitList({
  kits,
  total,
}: {
  readonly kits: readonly AccountKitRow[] | undefined;
  readonly total: number | undefined;
}) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <>
      <SmallTable
        label={t('accountability.kitsBehind')}
        columns={columns}
        rows={kits}
        rowKey={(row) => row.number}
        maxHeight={360}
        empty={<p className="quiet">{t('accountability.noKits')}</p>}
      />
      {kits !== undefined && total !== undefined && total > kits.length && (
        <p className="quiet">{t('accountability.moreKits', { count: total - kits.length })}</p>
      )}
    </>
  );
}
