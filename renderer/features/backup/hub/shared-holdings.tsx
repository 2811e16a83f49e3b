import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { SmallTable } from '../../../components/small-table.tsx';

interface Properties {
  readonly shared: HubState['shared'];
  readonly own: string;
  /** Absent for people who hand nothing over. */
  readonly onGive: ((place: string) => void) | undefined;
}

/** Depots and sites, or all of them, that one console alone writes for. */
export function SharedHoldings({ shared, own, onGive }: Properties) {
  const { t } = useTranslation();
  return (
    <SmallTable
      label={t('backup.hub.sharing.held')}
      rows={shared?.holdings}
      waitingRows={1}
      rowKey={({ place }) => place}
      columns={[
        {
          key: 'place',
          header: t('backup.hub.sharing.held'),
          width: 'minmax(160px, 1fr)',
          cell: ({ place }) => (place === '*' ? t('backup.hub.sharing.whole') : place),
        },
        {
          key: 'holder',
          header: t('backup.hub.sharing.holder'),
          width: '260px',
          cell: ({ holder }) => (
            <span>
              <code>{holder}</code> {holder === own ? t('backup.hub.own') : ''}
            </span>
          ),
        },
        {
          key: 'until',
          header: t('backup.hub.sharing.until'),
          width: '200px',
          cell: ({ until }) => <InstantText at={until} />,
        },
        {
          key: 'give',
          header: '',
          width: '140px',
          align: 'right',
          cell: ({ place, holder }) =>
            holder === own && onGive !== undefined ? (
              <Button size="compact-sm" variant="default" onClick={() => onGive(place)}>
                {t('backup.hub.sharing.give')}
              </Button>
            ) : null,
        },
      ]}
      empty={
        <EmptyState
          icon={IconHandStop}
          title={t('backup.hub.sharing.noHoldings')}
          next={t('backup.hub.sharing.noHoldingsNext')}
        />
      }
    />
  );
}
