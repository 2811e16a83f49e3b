import { Button } from '@mantine/core';
import { IconPlus, IconTruckDelivery, IconTruckReturn } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportMenu } from '../../components/export-menu.tsx';
import { useDownload } from '../../components/use-download.ts';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useRows } from '../../state/use-rows.ts';
import { useViewState } from '../../state/view-state.ts';
import { resupplyRoute } from '../resupply/resupply-route.ts';
import { ResupplyScreen } from '../resupply/resupply-screen.tsx';
import { ShipmentsParts } from '../resupply/shipments-parts.tsx';
import { ShipmentBoard, ShipmentStrip } from './shipment-board.tsx';
import { useShipmentColumns } from './shipment-columns.tsx';
import { filterOf, isFiltered, noShipmentFilter } from './shipment-filter.ts';
import type { ShipmentFilter } from './shipment-filter.ts';
import { ShipmentInspector } from './shipment-inspector.tsx';
import { useShipmentView } from './shipment-view.ts';
import { ShipmentToolbar } from './shipment-toolbar.tsx';

/** The shipments, or how they come about. */
export function ShipmentsScreen({ open }: { readonly open: string | null }) {
  const part = resupplyRoute(open);
  if (part !== null) return <ResupplyScreen {...part} />;
  return <AllShipments open={open} />;
}

/** Every shipment: what is on its way above all of them in a table, or all of them on a board. */
function AllShipments({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(noShipmentFilter);
  const [view, setView] = useShipmentView();
  const choose = (status: ShipmentFilter['status']): void =>
    setFilter({ ...filter, status: filter.status === status ? null : status });
  return (
    <Page
      title={t('shipments.title')}
      subtitle={t('shipments.subtitle')}
      help="shipments"
      fills
      actions={<ShipmentActions filter={filter} />}
    >
      <ShipmentsParts chosen={null} />
      {view === 'table' && <ShipmentStrip open={open} chosen={filter.status} onChoose={choose} />}
      <Beside>
        <Panel isFlush fills>
          <ShipmentToolbar filter={filter} onFilter={setFilter} view={view} onView={setView} />
          {view === 'board' ? (
            <ShipmentBoard open={open} filter={filter} onChoose={choose} />
          ) : (
            <ShipmentTable open={open} filter={filter} />
          )}
        </Panel>
        {open !== null && (
          <ShipmentInspector key={open} shipment={open} onClose={() => go('shipments')} />
        )}
      </Beside>
    </Page>
  );
}

function ShipmentTable({
  open,
  filter,
}: {
  readonly open: string | null;
  readonly filter: ShipmentFilter;
}) {
  const { t } = useTranslation();
  const rows = useRows('shipments.page', filterOf(filter));
  const columns = useShipmentColumns();
  return (
    <WindowedTable
      label={t('shipments.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.shipment}
      openKey={open}
      onOpen={(row) => go('shipments', row.shipment)}
      empty={
        <EmptyState
          icon={IconTruckDelivery}
          title={t(isFiltered(filter) ? 'shipments.noMatch' : 'shipments.none')}
          next={t(isFiltered(filter) ? 'shipments.noMatchNext' : 'shipments.noneNext')}
        />
      }
    />
  );
}

function ShipmentActions({ filter }: { readonly filter: ShipmentFilter }) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const openDialog = useViewState((state) => state.open);
  const mayRequest = useMay('shipments.request');
  const mayReturn = useMay('shipments.requestReturn');
  return (
    <>
      <ExportMenu
        formats={[
          ['csv', 'CSV'],
          ['xlsx', 'XLSX'],
        ]}
        isBusy={isBusy}
        onExport={(format) => void download('shipments.export', { ...filterOf(filter), format })}
      />
      {mayReturn && (
        <Button
          variant="default"
          leftSection={<IconTruckReturn size={16} stroke={1.7} />}
          onClick={() => openDialog({ kind: 'announce-return' })}
        >
          {t('shipments.announceReturn')}
        </Button>
      )}
      {mayRequest && (
        <Button
          leftSection={<IconPlus size={16} />}
          onClick={() => openDialog({ kind: 'request-shipment' })}
        >
          {t('shipments.request')}
        </Button>
      )}
    </>
  );
}
