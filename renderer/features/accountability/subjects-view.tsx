import { IconPackageImport, IconUsers } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountSubjectRow } from '../../../shared/contracts/accountability.ts';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { Panel } from '../../components/panel.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { Toolbar } from '../../components/toolbar.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useRows } from '../../state/use-rows.ts';
import { useViewState } from '../../state/view-state.ts';
import { KitList } from './kit-list.tsx';

const figures = [
  'kits',
  'kitsReturned',
  'kitsAwaited',
  'dispensed',
  'returned',
  'lost',
  'used',
] as const;

function useColumns(): readonly Column<AccountSubjectRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'subject',
        header: t('accountability.subject'),
        width: 'minmax(96px, 1fr)',
        cell: (row) => <strong style={{ fontWeight: 550 }}>{row.subject}</strong>,
      },
      {
        key: 'site',
        header: t('accountability.site'),
        width: 'minmax(64px, 0.6fr)',
        cell: (row) => row.site,
      },
      {
        key: 'status',
        header: t('accountability.status'),
        width: 'minmax(112px, 0.9fr)',
        cell: (row) => <StatusBadge isPlain status={row.status} />,
      },
      ...figures.map((key) => ({
        key,
        header: t(`accountability.figure.${key}`),
        width: 'minmax(82px, 0.7fr)',
        align: 'right' as const,
        cell: (row: AccountSubjectRow) => row[key] ?? '–',
      })),
    ],
    [t],
  );
}

/** Accounts of subjects: what they got, brought back, lost and used. */
export function SubjectsView({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const rows = useRows('accountability.subjects', search === '' ? {} : { search });
  const columns = useColumns();
  return (
    <Beside>
      <Panel isFlush fills>
        <Toolbar>
          <SearchField label={t('accountability.searchSubject')} onSearch={setSearch} />
        </Toolbar>
        <WindowedTable
          label={t('accountability.tab.subjects')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.subject}
          openKey={open}
          onOpen={(row) => go('accountability', `subjects/${row.subject}`)}
          empty={
            <EmptyState
              icon={IconUsers}
              title={t('accountability.noSubjects')}
              next={t('accountability.noSubjectsNext')}
            />
          }
        />
      </Panel>
      {open !== null && <SubjectAccount key={open} subject={open} />}
    </Beside>
  );
}

function SubjectAccount({ subject }: { readonly subject: string }) {
  const { t } = useTranslation();
  const { data } = useQuery('accountability.kits', { subject, limit: 200 }, { keepsFormer: true });
  const openDialog = useViewState((state) => state.open);
  const mayTake = useMay('accountability.returnUnits');
  return (
    <Inspector
      label={subject}
      title={t('accountability.subjectTitle', { subject })}
      onClose={() => go('accountability', 'subjects')}
      actions={
        mayTake && (
          <Button
            leftSection={<IconPackageImport size={16} />}
            onClick={() => openDialog({ kind: 'return-units', subject })}
          >
            {t('accountability.takeBack')}
          </Button>
        )
      }
    >
      <InspectorPart title={t('accountability.kitsOfSubject')}>
        <KitList kits={data?.rows} total={data?.total} />
      </InspectorPart>
    </Inspector>
  );
}
