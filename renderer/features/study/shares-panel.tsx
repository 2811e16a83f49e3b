import { Button } from '@mantine/core';
import { IconKey, IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryShares } from '../../../shared/contracts/access.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { DealSharesDialog } from './deal-shares-dialog.tsx';
import { TakeShareDialog } from './take-share-dialog.tsx';

type Holder = NonNullable<RecoveryShares['dealt']>['holders'][number];

/** Who holds the shares that give access again when passphrases are lost. */
export function SharesPanel() {
  const { t } = useTranslation();
  const { data } = useQuery('access.shares', {});
  const mayDeal = useMay('access.dealShares');
  const [dialog, setDialog] = useState<'deal' | 'take' | null>(null);
  if (data === undefined) return null;
  const { dealt, mine } = data;
  const note =
    dealt === null
      ? undefined
      : t('study.shares.note', {
          by: dealt.by,
          day: dealt.at.slice(0, 10),
          count: dealt.threshold,
        });
  return (
    <Panel
      title={t('study.shares.title')}
      isFlush
      {...(note === undefined ? {} : { note })}
      actions={
        <>
          {mine === 'waiting' && (
            <Button leftSection={<IconKey size={16} />} onClick={() => setDialog('take')}>
              {t('study.shares.take')}
            </Button>
          )}
          {mayDeal && (
            <Button variant="default" onClick={() => setDialog('deal')}>
              {t('study.shares.deal')}
            </Button>
          )}
        </>
      }
    >
      <SmallTable<Holder>
        label={t('study.shares.title')}
        columns={[
          {
            key: 'name',
            header: t('common.printedName'),
            width: 'minmax(150px, 1fr)',
            cell: ({ printedName }) => printedName,
          },
          {
            key: 'state',
            header: t('study.shares.state'),
            width: 'minmax(220px, 2fr)',
            cell: ({ state }) => t(`study.shares.${state}`),
          },
        ]}
        rows={dealt?.holders ?? []}
        rowKey={({ user }) => user}
        empty={
          <EmptyState
            icon={IconLifebuoy}
            title={t('study.shares.none')}
            next={t('study.shares.noneNext')}
          />
        }
      />
      {dialog === 'deal' && <DealSharesDialog onClose={() => setDialog(null)} />}
      {dialog === 'take' && <TakeShareDialog onClose={() => setDialog(null)} />}
    </Panel>
  );
}
