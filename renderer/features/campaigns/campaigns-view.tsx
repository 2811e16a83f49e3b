import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { rowsOfList } from '../stock/rows-of-list.ts';
import { CampaignInspector } from './campaign-inspector.tsx';
import { useCampaignColumns } from './use-campaign-columns.tsx';

/** Every extension of expiry with its progress. */
export function CampaignsView({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('campaigns.list', {}, { keepsFormer: true });
  const columns = useCampaignColumns();
  return (
    <Beside>
      <Panel isFlush fills>
        <WindowedTable
          label={t('campaigns.title')}
          columns={columns}
          rows={rowsOfList(data?.campaigns, failure)}
          rowKey={(row) => row.campaign}
          openKey={open}
          onOpen={(row) => go('stock', `campaigns/${row.campaign}`)}
          empty={
            <EmptyState
              icon={IconCalendarPlus}
              title={t('campaigns.none')}
              next={t('campaigns.noneNext')}
            />
          }
        />
      </Panel>
      {open !== null && (
        <CampaignInspector key={open} campaign={open} onClose={() => go('stock', 'campaigns')} />
      )}
    </Beside>
  );
}
