import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteChainState } from '../../../../shared/contracts/reconciliation.ts';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { useDownload } from '../../../components/use-download.ts';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../backup.module.css';

const stateOf = ({ known, gaps, forks }: SiteChainState): string => {
  if (!known) return 'chain-unknown';
  if (forks.length > 0) return 'chain-forked';
  return gaps.length > 0 ? 'chain-gap' : 'chain-whole';
};

/** How whole the record of each machine is; a gap is named by its entries. */
export function ChainList() {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const chains = useQuery('reconciliation.summary', {}).data?.chains;
  if (chains?.length === 0) return null;
  return (
    <Panel title={t('backup.chains')} isFlush>
      <SmallTable
        label={t('backup.chains')}
        rows={chains}
        rowKey={(chain) => `${chain.site} ${chain.device}`}
        empty={null}
        columns={[
          { key: 'site', header: t('backup.site'), width: '90px', cell: ({ site }) => site },
          {
            key: 'state',
            header: t('backup.status'),
            width: '150px',
            cell: (chain) => <StatusBadge status={stateOf(chain)} />,
          },
          {
            key: 'upTo',
            header: t('backup.entries'),
            width: '90px',
            align: 'right',
            cell: ({ entries }) => entries,
          },
          {
            key: 'what',
            header: t('backup.whatIsWrong'),
            width: 'minmax(180px, 1fr)',
            cell: (chain) => <ChainWords chain={chain} />,
          },
          {
            key: 'report',
            header: '',
            headerLabel: t('backup.report'),
            width: '140px',
            cell: ({ site }) => (
              <Button
                size="compact-sm"
                variant="default"
                loading={isBusy}
                leftSection={<IconFileText size={14} stroke={1.7} />}
                onClick={() => void download('reconciliation.report', { site })}
              >
                {t('backup.report')}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function ChainWords({ chain }: { readonly chain: SiteChainState }) {
  const { t } = useTranslation();
  const gaps = chain.gaps.map(({ from, to }) => t('backup.gap', { from, to }));
  const forks = chain.forks.map(({ kind, after }) => t(`backup.fork.${kind}`, { after }));
  if (gaps.length + forks.length === 0) return <span className="quiet">–</span>;
  return <span className={classes.badText}>{[...gaps, ...forks].join('; ')}</span>;
}
