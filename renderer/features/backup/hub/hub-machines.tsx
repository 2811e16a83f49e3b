import { IconDevices } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';

type Machine = NonNullable<HubState['last']>['machines'][number];

/** Every machine that the hub lets in, when it was there last and what waits for somebody. */
export function HubMachines({
  machines,
  own,
}: {
  readonly machines: readonly Machine[];
  readonly own: string;
}) {
  const { t } = useTranslation();
  return (
    <Panel title={t('backup.hub.machines')} isFlush>
      <SmallTable
        label={t('backup.hub.machines')}
        rows={machines}
        rowKey={({ device }) => device}
        columns={[
          {
            key: 'place',
            header: t('backup.hub.place'),
            width: 'minmax(120px, 1fr)',
            cell: ({ place, kind, device }) =>
              `${place ?? t(kind === 'worker' ? 'backup.hub.worker' : 'backup.hub.console')}${device === own ? ` ${t('backup.hub.own')}` : ''}`,
          },
          {
            key: 'device',
            header: t('backup.hub.machine'),
            width: '180px',
            cell: ({ device }) => <code>{device}</code>,
          },
          {
            key: 'status',
            header: t('backup.status'),
            width: '150px',
            cell: ({ revokedAt }) => (
              <StatusBadge status={revokedAt === null ? 'hub-enrolled' : 'hub-revoked'} isPlain />
            ),
          },
          {
            key: 'seen',
            header: t('backup.hub.seen'),
            width: '200px',
            cell: ({ seenAt }) =>
              seenAt === null ? t('backup.hub.never') : <InstantText at={seenAt} />,
          },
          {
            key: 'waiting',
            header: t('backup.hub.waiting'),
            width: '100px',
            align: 'right',
            cell: ({ waiting }) => waiting,
          },
          {
            key: 'witnessed',
            header: t('backup.hub.witnessedEntries'),
            width: '140px',
            align: 'right',
            cell: ({ witnessed }) => witnessed ?? '–',
          },
        ]}
        empty={
          <EmptyState
            icon={IconDevices}
            title={t('backup.hub.noMachines')}
            next={t('backup.hub.noMachinesNext')}
          />
        }
      />
    </Panel>
  );
}
