import { IconDevices } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { SmallTable } from '../../../components/small-table.tsx';

interface Properties {
  readonly shared: HubState['shared'];
  readonly own: string;
}

/** Each console with the entries that it lacked when it was there last. */
export function SharedConsoles({ shared, own }: Properties) {
  const { t } = useTranslation();
  return (
    <SmallTable
      label={t('backup.hub.sharing.title')}
      rows={shared?.consoles}
      waitingRows={2}
      rowKey={({ device }) => device}
      columns={[
        {
          key: 'console',
          header: t('backup.hub.sharing.console'),
          width: 'minmax(220px, 1fr)',
          cell: ({ device }) => (
            <span>
              <code>{device}</code> {device === own ? t('backup.hub.own') : ''}
            </span>
          ),
        },
        {
          key: 'lag',
          header: t('backup.hub.sharing.lag'),
          width: '120px',
          align: 'right',
          cell: ({ entries }) => Math.max(0, (shared?.atHub ?? 0) - entries),
        },
        {
          key: 'seen',
          header: t('backup.hub.sharing.seen'),
          width: '220px',
          cell: ({ at }) => <InstantText at={at} />,
        },
      ]}
      empty={
        <EmptyState
          icon={IconDevices}
          title={t('backup.hub.sharing.noConsoles')}
          next={t('backup.hub.sharing.noConsolesNext')}
        />
      }
    />
  );
}
