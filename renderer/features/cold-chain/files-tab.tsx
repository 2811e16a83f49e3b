import { Button, Skeleton } from '@mantine/core';
import { IconDownload, IconFileDescription } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggerRow } from '../../../shared/contracts/cold-chain-parts.ts';
import { TemperatureChart } from '../../charts/temperature/temperature-chart.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { Toolbar } from '../../components/toolbar.tsx';
import { useDownload } from '../../components/use-download.ts';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { useRows } from '../../state/use-rows.ts';
import { FileFacts } from './file-facts.tsx';
import { Findings } from './findings.tsx';
import { watchedText } from './words.ts';
import classes from './cold-chain.module.css';

function useColumns(): readonly Column<LoggerRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'file',
        header: t('temperature.file'),
        width: 'minmax(90px, 0.7fr)',
        cell: (row) => <strong style={{ fontWeight: 550 }}>{row.file}</strong>,
      },
      {
        key: 'name',
        header: t('temperature.fact.name'),
        width: 'minmax(160px, 1.6fr)',
        cell: (row) => row.name,
      },
      {
        key: 'serial',
        header: t('temperature.logger'),
        width: 'minmax(110px, 1fr)',
        cell: (row) => row.serial ?? '–',
      },
      {
        key: 'signature',
        header: t('temperature.fact.signature'),
        width: 'minmax(110px, 1fr)',
        cell: (row) => <StatusBadge isPlain status={`signature-${row.signature}`} />,
      },
      {
        key: 'readings',
        header: t('temperature.fact.readings'),
        width: '84px',
        align: 'right',
        cell: (row) => countText(row.readings),
      },
      {
        key: 'watched',
        header: t('temperature.watched'),
        width: 'minmax(96px, 0.8fr)',
        cell: (row) => watchedText(t, row),
      },
      {
        key: 'imported',
        header: t('temperature.imported'),
        width: 'minmax(206px, 1.2fr)',
        cell: (row) => <InstantText at={row.importedAt} />,
      },
    ],
    [t],
  );
}

/** Every imported file; one of them with its chart. */
export function FilesTab({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const rows = useRows('loggers.page', search === '' ? {} : { search });
  const columns = useColumns();
  return (
    <>
      {open !== null && <OneFile key={open} file={open} />}
      <Panel isFlush fills>
        <Toolbar>
          <SearchField label={t('temperature.searchFiles')} onSearch={setSearch} />
        </Toolbar>
        <WindowedTable
          label={t('temperature.tab.files')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.file}
          openKey={open}
          onOpen={(row) => go('cold-chain', `~files/${row.file}`)}
          empty={
            <EmptyState
              icon={IconFileDescription}
              title={t('temperature.noFiles')}
              next={t('temperature.noFilesNext')}
            />
          }
        />
      </Panel>
    </>
  );
}

function OneFile({ file }: { readonly file: string }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('loggers.get', { file });
  const { download, isBusy } = useDownload();
  return (
    <div className={classes.scroll} style={{ flex: '1.6' }}>
      <Panel
        title={data === undefined ? file : `${file} · ${data.file.name}`}
        actions={
          <>
            {(data?.file.excursion ?? null) !== null && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => go('cold-chain', data?.file.excursion ?? null)}
              >
                {data?.file.excursion}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              loading={isBusy}
              leftSection={<IconDownload size={14} />}
              onClick={() => void download('loggers.export', { file })}
            >
              {t('temperature.readingsCsv')}
            </Button>
          </>
        }
      >
        <FailureNotice failure={failure} />
        {data === undefined && failure === undefined && <Skeleton height={340} />}
        {data !== undefined && (
          <div className={classes.stack}>
            <TemperatureChart
              label={t('temperature.chart.ofFile', { file })}
              data={data.chart}
              stays={[]}
              bands={null}
              intervalSeconds={data.file.intervalSeconds}
              isZoned={data.file.zone !== null}
            />
            <FileFacts facts={data.file} sha256={data.file.sha256} name={data.file.name} />
            <Findings findings={data.warnings} />
          </div>
        )}
      </Panel>
    </div>
  );
}
