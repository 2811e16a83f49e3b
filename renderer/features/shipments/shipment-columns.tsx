import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShipmentRow } from '../../../shared/contracts/shipments.ts';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { DueText } from './due-text.tsx';

/** Columns of the table of shipments. */
export function useShipmentColumns(): readonly Column<ShipmentRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'shipment',
        header: t('shipments.shipment'),
        width: 'minmax(84px, 0.7fr)',
        cell: (row) => <strong style={{ fontWeight: 550 }}>{row.shipment}</strong>,
      },
      {
        key: 'status',
        header: t('shipments.status'),
        width: 'minmax(118px, 0.9fr)',
        cell: (row) => <StatusBadge isPlain status={row.status} />,
      },
      {
        key: 'way',
        header: t('shipments.way'),
        width: 'minmax(130px, 1fr)',
        cell: (row) => `${row.from} → ${row.to}`,
      },
      {
        key: 'kits',
        header: t('shipments.kits'),
        width: '48px',
        align: 'right',
        cell: (row) => countText(row.kits),
      },
      {
        key: 'received',
        header: t('shipments.received'),
        width: '66px',
        align: 'right',
        cell: (row) => countText(row.received),
      },
      {
        key: 'due',
        header: t('shipments.due'),
        width: 'minmax(178px, 1fr)',
        cell: ({ due }) => <DueText due={due} />,
      },
      {
        key: 'dispatched',
        header: t('shipments.dispatched'),
        width: 'minmax(196px, 1.2fr)',
        cell: (row) => (row.dispatchedAt === null ? '–' : <InstantText at={row.dispatchedAt} />),
      },
      {
        key: 'carrier',
        header: t('shipments.carrier'),
        width: 'minmax(110px, 1fr)',
        cell: (row) => row.carrier ?? '–',
      },
      {
        key: 'logger',
        header: t('shipments.logger'),
        width: 'minmax(90px, 0.8fr)',
        cell: (row) => row.logger ?? '–',
      },
    ],
    [t],
  );
}
