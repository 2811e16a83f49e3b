import { Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { countText } from '../../../components/format.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { go } from '../../../state/route.ts';
import { useQuery } from '../../../state/use-query.ts';
import { useClient } from '../../../transport/client-context.ts';
import classes from '../forecast.module.css';
import { useForecast } from '../forecast-state.ts';
import { RunProgress } from '../run-progress.tsx';
import { useSources } from '../scenario/use-sources.ts';

type KeptRun = OutputOf<'forecast.runs'>['runs'][number];

const wordsOf = ({ agrees, isOtherEngine }: OutputOf<'forecast.replay'>): string =>
  isOtherEngine
    ? 'forecast.runs.otherEngine'
    : agrees
      ? 'forecast.runs.agrees'
      : 'forecast.runs.differs';

/** Kept runs, and whether they come out the same when they are made again. */
export function RunsPart() {
  const { t } = useTranslation();
  const client = useClient();
  const { data, failure } = useQuery('forecast.runs', {});
  const { replayed, replay } = useForecast();
  const sources = useSources();
  const verdict = replayed.answer;
  const columns = [
    { key: 'run', header: t('forecast.runs.run'), width: '84px', cell: (row: KeptRun) => row.run },
    {
      key: 'name',
      header: t('scenario.field.name'),
      width: 'minmax(120px, 1fr)',
      cell: (row: KeptRun) => (
        <span title={row.note}>
          {row.name}
          {row.note !== '' && <span className="quiet"> · {row.note}</span>}
        </span>
      ),
    },
    {
      key: 'at',
      header: t('forecast.runs.at'),
      width: '204px',
      cell: (row: KeptRun) => <InstantText at={row.at} />,
    },
    { key: 'by', header: t('forecast.runs.by'), width: '100px', cell: (row: KeptRun) => row.by },
    {
      key: 'replicates',
      header: t('forecast.replicates'),
      width: '84px',
      align: 'right' as const,
      cell: (row: KeptRun) => countText(row.replicates),
    },
    {
      key: 'seed',
      header: t('forecast.seed'),
      width: '48px',
      align: 'right' as const,
      cell: (row: KeptRun) => String(row.seed),
    },
    {
      key: 'engine',
      header: t('forecast.runs.engine'),
      width: '118px',
      cell: (row: KeptRun) => <span title={row.digest}>{row.engine}</span>,
    },
    {
      key: 'replay',
      header: t('forecast.runs.replay'),
      width: '168px',
      cell: (row: KeptRun) => (
        <span className={classes.rowActions}>
          <Button
            size="compact-xs"
            variant="default"
            loading={sources.isBusy}
            aria-label={t('forecast.runs.openOf', { run: row.run })}
            onClick={() => void sources.fromRun(row.run)}
          >
            {t('forecast.open')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={replayed.job !== null}
            aria-label={t('forecast.runs.replayOf', { run: row.run })}
            onClick={() => void replay(client, row.run)}
          >
            {t('forecast.runs.again')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <div className={classes.stack}>
      <FailureNotice failure={failure ?? sources.failure ?? replayed.failure} />
      {replayed.job !== null && (
        <RunProgress job={replayed.job} title={t('forecast.runs.replaying')} />
      )}
      {verdict !== null && replayed.job === null && (
        <p role="status" className={verdict.agrees ? classes.agrees : classes.stale}>
          {t(wordsOf(verdict), {
            run: replayed.about,
            digest: verdict.digest.slice(0, 16),
            engine: verdict.answer.engine,
          })}
        </p>
      )}
      <Panel title={t('forecast.runs.title')} note={t('forecast.runs.note')} isFlush>
        <SmallTable
          label={t('forecast.runs.title')}
          columns={columns}
          rows={data?.runs}
          rowKey={({ run }) => run}
          empty={
            <EmptyState
              icon={IconBookmark}
              title={t('forecast.runs.none')}
              next={t('forecast.runs.noneNext')}
              action={<Button onClick={() => go('forecast')}>{t('forecast.toScenario')}</Button>}
            />
          }
        />
      </Panel>
    </div>
  );
}
