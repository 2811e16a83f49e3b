import { IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CodeBreakSums } from '../../../shared/contracts/code-break.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { useQuery } from '../../state/use-query.ts';

type Row = CodeBreakSums & { readonly site: string; readonly siteName: string };

const counts = ['randomized', 'emergencies', 'exercises', 'sponsorUntold'] as const;
const late = [
  ['reasonsOpen', 'reasonsOverdue'],
  ['assessmentsOpen', 'assessmentsOverdue'],
] as const;

/** Broken codes by site, for who oversees them; no treatment. */
export function OverviewPart() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('codeBreak.overview', {});
  const number = (key: string, cell: (row: Row) => string | number): Column<Row> => ({
    key,
    header: t(`codeBreak.sums.${key}`),
    width: 'minmax(88px, 0.8fr)',
    align: 'right',
    cell,
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'site',
      header: t('codeBreak.site'),
      width: 'minmax(150px, 1.6fr)',
      cell: ({ site, siteName }) => (siteName === '' ? site : `${site} ${siteName}`),
    },
    ...counts.slice(0, 3).map((name) => number(name, (row) => row[name])),
    ...late.map(([open, overdue]) =>
      number(open, (row) =>
        row[overdue] === 0
          ? row[open]
          : t('codeBreak.sums.overdue', { open: row[open], count: row[overdue] }),
      ),
    ),
    number('sponsorUntold', (row) => row.sponsorUntold),
    {
      key: 'lastAt',
      header: t('codeBreak.sums.lastAt'),
      width: 'minmax(195px, 1.3fr)',
      cell: ({ lastAt }) => (lastAt === null ? '–' : <InstantText at={lastAt} />),
    },
  ];
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  const all = { site: t('codeBreak.sums.all'), siteName: '' };
  const rows =
    data === undefined || data.sites.length === 0
      ? data?.sites
      : [...data.sites, { ...data.total, ...all }];
  return (
    <Panel title={t('codeBreak.part.overview')} note={t('codeBreak.sums.note')} isFlush>
      <SmallTable<Row>
        label={t('codeBreak.part.overview')}
        columns={columns}
        rows={rows}
        rowKey={({ site }) => site}
        empty={
          <EmptyState
            icon={IconLockOpen}
            title={t('codeBreak.noneBroken')}
            next={t('codeBreak.noneBrokenNext')}
          />
        }
      />
    </Panel>
  );
}
