import { IconStack2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Toolbar } from '../../components/toolbar.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { go } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { rowsOfList } from '../stock/rows-of-list.ts';
import { LotInspector } from './lot-inspector.tsx';
import { useLotColumns } from './use-lot-columns.tsx';

/** Every packaging lot with its dates, status and counts. */
export function LotsView({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('lots.page', {}, { keepsFormer: true });
  useArmInformation(data?.unblinded === true);
  const [search, setSearch] = useState('');
  const lots = useMemo(() => {
    const wanted = search.toLowerCase();
    return data?.lots.filter(({ lot, labelGroup }) =>
      `${lot} ${labelGroup ?? ''}`.toLowerCase().includes(wanted),
    );
  }, [data, search]);
  const columns = useLotColumns();
  return (
    <Beside>
      <Panel isFlush fills>
        <Toolbar>
          <SearchField label={t('lots.search')} width={240} onSearch={setSearch} />
        </Toolbar>
        <WindowedTable
          label={t('lots.title')}
          columns={columns}
          rows={rowsOfList(lots, failure)}
          rowKey={(row) => row.lot}
          openKey={open}
          onOpen={(row) => go('stock', `lots/${row.lot}`)}
          empty={
            <EmptyState
              icon={IconStack2}
              title={t(search === '' ? 'lots.none' : 'lots.noMatch')}
              next={t(search === '' ? 'lots.noneNext' : 'lots.noMatchNext')}
            />
          }
        />
      </Panel>
      {open !== null && <LotInspector key={open} lot={open} onClose={() => go('stock', 'lots')} />}
    </Beside>
  );
}
