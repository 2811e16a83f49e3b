import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';

type Last = NonNullable<HubState['last']>;

/** What does not fit together, with what to do about it; nothing is shown where everything fits. */
export function HubConflicts({ conflicts, machines }: Pick<Last, 'conflicts' | 'machines'>) {
  const { t } = useTranslation();
  if (conflicts.length === 0) return null;
  const placeOf = (device: string): string =>
    machines.find((machine) => machine.device === device)?.place ?? t('backup.hub.console');
  return (
    <Panel title={t('backup.hub.conflicts')} note={t('backup.hub.conflictsNote')} isFlush>
      <SmallTable
        label={t('backup.hub.conflicts')}
        rows={conflicts}
        rowKey={({ device, kind }) => `${device} ${kind}`}
        columns={[
          {
            key: 'kind',
            header: t('backup.hub.found'),
            width: '190px',
            cell: ({ kind }) => <StatusBadge status={`hub-${kind}`} />,
          },
          {
            key: 'place',
            header: t('backup.hub.place'),
            width: '110px',
            cell: ({ device }) => placeOf(device),
          },
          {
            key: 'means',
            header: t('backup.hub.means'),
            width: 'minmax(320px, 1fr)',
            cell: ({ kind, details }) => (
              <span style={{ whiteSpace: 'normal' }}>
                {t(`backup.hub.conflict.${kind}`, { ...details })}
              </span>
            ),
          },
          {
            key: 'last',
            header: t('backup.hub.lastTime'),
            width: '200px',
            cell: ({ lastAt }) => <InstantText at={lastAt} />,
          },
        ]}
        empty={null}
      />
    </Panel>
  );
}
