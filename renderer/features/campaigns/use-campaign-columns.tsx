import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignCard } from '../../../shared/contracts/campaigns.ts';
import { countText } from '../../components/format.ts';
import { DayText } from '../../components/instant-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { CampaignBar } from './campaign-bar.tsx';
import classes from './campaigns.module.css';

/** An open extension says what it waits for. */
export const campaignStatusOf = ({ status, toScan }: CampaignCard): string =>
  status === 'closed' ? 'closed' : toScan > 0 ? 'waiting' : 'open';

/** Columns of the table of extensions. */
export function useCampaignColumns(): readonly Column<CampaignCard>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'campaign',
        header: t('campaigns.campaign'),
        width: 'minmax(130px, 1fr)',
        cell: (row) => <strong className={classes.code}>{row.campaign}</strong>,
      },
      {
        key: 'status',
        header: t('campaigns.status'),
        width: 'minmax(100px, 0.7fr)',
        cell: (row) => <StatusBadge isPlain status={campaignStatusOf(row)} />,
      },
      {
        key: 'lots',
        header: t('campaigns.lots'),
        width: 'minmax(120px, 1fr)',
        cell: (row) => row.lots.join(', '),
      },
      {
        key: 'expiry',
        header: t('campaigns.expiry'),
        width: 'minmax(100px, 0.7fr)',
        align: 'right',
        cell: (row) => <DayText date={row.expiry} />,
      },
      {
        key: 'progress',
        header: t('campaigns.progress'),
        width: 'minmax(160px, 1.6fr)',
        cell: (row) => <CampaignBar card={row} />,
      },
      ...(['confirmed', 'toScan', 'awaitingApproval'] as const).map(
        (key): Column<CampaignCard> => ({
          key,
          header: t(`campaigns.${key}`),
          width: key === 'awaitingApproval' ? '120px' : '84px',
          align: 'right',
          cell: (row) => countText(row[key]),
        }),
      ),
    ],
    [t],
  );
}
