import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { WithoutDataDialog } from './without-data-dialog.tsx';

/** Shipments whose logger raised an alarm or was not found: their kits wait in quarantine. */
export function WaitingShipments() {
  const { t } = useTranslation();
  const { data } = useQuery('excursions.page', { limit: 1 });
  const mayImport = useMay('loggers.import');
  const [without, setWithout] = useState<string | null>(null);
  const waiting = data?.waiting ?? [];
  if (waiting.length === 0) return null;
  return (
    <Panel isFlush title={t('temperature.waiting')} note={t('temperature.waitingNote')}>
      <SmallTable
        label={t('temperature.waiting')}
        rows={waiting}
        rowKey={(row) => row.shipment}
        maxHeight={180}
        empty={null}
        columns={[
          {
            key: 'shipment',
            header: t('temperature.shipment'),
            width: 'minmax(100px, 1fr)',
            cell: (row) => row.shipment,
          },
          {
            key: 'to',
            header: t('temperature.to'),
            width: 'minmax(80px, 1fr)',
            cell: (row) => row.to,
          },
          {
            key: 'logger',
            header: t('temperature.logger'),
            width: 'minmax(110px, 1fr)',
            cell: (row) => row.logger ?? '–',
          },
          {
            key: 'result',
            header: t('temperature.loggerSaid'),
            width: 'minmax(120px, 1fr)',
            cell: (row) => t(`shipments.loggerResult.${row.result}`),
          },
          {
            key: 'actions',
            header: '',
            headerLabel: t('temperature.toDo'),
            width: 'minmax(290px, 2fr)',
            cell: (row) =>
              mayImport && (
                <Group gap={6} wrap="nowrap">
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => go('cold-chain', `~import/${row.shipment}`)}
                  >
                    {t('temperature.importFor')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => setWithout(row.shipment)}
                  >
                    {t('temperature.withoutData')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
      {without !== null && (
        <WithoutDataDialog shipment={without} onClose={() => setWithout(null)} />
      )}
    </Panel>
  );
}
