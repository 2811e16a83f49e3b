import { SegmentedControl } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceAccountRow } from '../../../shared/contracts/accountability.ts';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { dayText } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { Toolbar } from '../../components/toolbar.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { go } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { rowsOfList } from '../stock/rows-of-list.ts';
import { accountLines, lineText } from './account-lines.ts';
import { PlaceInspector } from './place-inspector.tsx';

type Measure = 'kits' | 'units';

function useColumns(measure: Measure): readonly Column<PlaceAccountRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'place',
        header: t('accountability.place'),
        width: 'minmax(150px, 1.4fr)',
        cell: (row) => `${row.place} ${row.name}`,
      },
      ...accountLines.map((line) => ({
        key: line,
        header: t(`accountability.line.${line}`),
        width: 'minmax(76px, 0.6fr)',
        align: 'right' as const,
        cell: (row: PlaceAccountRow) => lineText(row[measure], line),
      })),
      {
        key: 'balanced',
        header: t('accountability.balance'),
        width: 'minmax(112px, 0.8fr)',
        cell: (row) => (
          <StatusBadge isPlain status={row.imbalances.length === 0 ? 'balanced' : 'unbalanced'} />
        ),
      },
      {
        key: 'reconcile',
        header: t('accountability.toReconcile'),
        width: 'minmax(88px, 0.6fr)',
        align: 'right',
        cell: (row) => row.toReconcile + row.openDiscrepancies,
      },
      {
        key: 'signed',
        header: t('accountability.signedUntil'),
        width: 'minmax(100px, 0.7fr)',
        cell: (row) => (row.signedUntil === null ? '–' : dayText(row.signedUntil)),
      },
    ],
    [t, measure],
  );
}

/** Accounts of sites or depots: every line of the identity, and whether it holds. */
export function PlacesView({
  kind,
  open,
}: {
  readonly kind: 'site' | 'depot';
  readonly open: string | null;
}) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<Measure>('kits');
  const { data, failure } = useQuery('accountability.places', {}, { keepsFormer: true });
  const { user } = useSession().status;
  // Sums of units of different types tell how many kits of each there are.
  useArmInformation(user?.unblinded === true && (measure === 'units' || open !== null));
  const columns = useColumns(measure);
  const tab = kind === 'site' ? 'sites' : 'depots';
  const opened = data?.places.find(({ place }) => place === open);
  return (
    <Beside>
      <Panel isFlush fills>
        <Toolbar>
          <SegmentedControl
            aria-label={t('accountability.measure')}
            value={measure}
            data={(['kits', 'units'] as const).map((value) => ({
              value,
              label: t(`accountability.in.${value}`),
            }))}
            onChange={(value) => setMeasure(value === 'units' ? 'units' : 'kits')}
          />
          {measure === 'units' && data?.unitsHidden && (
            <span className="quiet">{t(`accountability.unitsHidden.${data.unitsHidden}`)}</span>
          )}
        </Toolbar>
        <WindowedTable
          label={t(`accountability.tab.${tab}`)}
          columns={columns}
          rows={rowsOfList(
            data?.places.filter((row) => row.kind === kind),
            failure,
          )}
          rowKey={(row) => row.place}
          openKey={open}
          onOpen={(row) => go('accountability', `${tab}/${row.place}`)}
          empty={
            <EmptyState
              icon={IconScale}
              title={t('accountability.noPlaces')}
              next={t('accountability.noPlacesNext')}
            />
          }
        />
      </Panel>
      {opened !== undefined && (
        <PlaceInspector
          key={opened.place}
          account={opened}
          onClose={() => go('accountability', tab)}
        />
      )}
    </Beside>
  );
}
