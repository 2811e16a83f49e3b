import { SegmentedControl } from '@mantine/core';
import { IconBuildingWarehouse } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockPlaceRow } from '../../../shared/contracts/stock.ts';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Toolbar } from '../../components/toolbar.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { go } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { measures } from './stock-measure.ts';
import type { Measure } from './stock-measure.ts';
import { StockFigures } from './stock-figures.tsx';
import { StockInspector } from './stock-inspector.tsx';
import { useStockColumns } from './use-stock-columns.tsx';
import { rowsOfList } from './rows-of-list.ts';

const matches = (row: StockPlaceRow, search: string): boolean =>
  `${row.place} ${row.name}`.toLowerCase().includes(search.toLowerCase());

/** What every place holds, by kit type for those who hold the key, and how long it lasts. */
export function PlacesView({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('stock.matrix', {}, { keepsFormer: true });
  const isUnblinded = data?.unblinded === true;
  useArmInformation(isUnblinded);
  const [search, setSearch] = useState('');
  const [measure, setMeasure] = useState<Measure>('available');
  const places = useMemo(() => data?.places.filter((row) => matches(row, search)), [data, search]);
  const columns = useStockColumns(data?.kitTypes ?? [], measure);
  return (
    <>
      <StockFigures total={data?.total} rule={data?.rule} />
      <Beside>
        <Panel isFlush fills>
          <Toolbar>
            <SearchField label={t('stock.search')} width={220} onSearch={setSearch} />
            {isUnblinded && (
              <SegmentedControl
                size="xs"
                aria-label={t('stock.measureOf')}
                value={measure}
                data={measures.map((value) => ({ value, label: t(`stock.measure.${value}`) }))}
                onChange={(value) =>
                  setMeasure(measures.find((known) => known === value) ?? 'available')
                }
              />
            )}
          </Toolbar>
          <WindowedTable
            label={t('stock.title')}
            columns={columns}
            rows={rowsOfList(places, failure)}
            rowKey={(row) => row.place}
            openKey={open}
            onOpen={(row) => go('stock', row.place)}
            empty={
              <EmptyState
                icon={IconBuildingWarehouse}
                title={t('stock.noMatch')}
                next={t('stock.noMatchNext')}
              />
            }
          />
        </Panel>
        {open !== null && <StockInspector key={open} place={open} onClose={() => go('stock')} />}
      </Beside>
    </>
  );
}
