import { IconTimeline } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportMenu } from '../../components/export-menu.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useDownload } from '../../components/use-download.ts';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import { useRows } from '../../state/use-rows.ts';
import { TrailTabs } from '../trail-review/trail-tabs.tsx';
import { EntryInspector } from './entry-inspector.tsx';
import { useTrailColumns } from './trail-columns.tsx';
import { noTrailFilter, trailFilterOf } from './trail-filter.ts';
import { TrailToolbar } from './trail-toolbar.tsx';
import { VerifyButton } from './verify-button.tsx';

/** Everything that anybody did: filter, search, look into, verify, export. */
export function TrailScreen({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(noTrailFilter);
  const question = trailFilterOf(filter);
  const rows = useRows('trail.page', question);
  const columns = useTrailColumns();
  const { download, isBusy } = useDownload();
  return (
    <Page
      title={t('trail.title')}
      subtitle={t('trail.subtitle')}
      help="trail"
      fills
      actions={
        <>
          <ExportMenu
            isBusy={isBusy}
            formats={[
              ['csv', t('common.exportCsv')],
              ['xlsx', t('common.exportXlsx')],
              ['jsonl', t('trail.exportLines')],
            ]}
            onExport={(format) => void download('trail.export', { ...question, format })}
          />
          <VerifyButton />
        </>
      }
    >
      <TrailTabs value="trail" />
      <Beside>
        <Panel isFlush fills>
          <TrailToolbar filter={filter} onFilter={setFilter} />
          <WindowedTable
            label={t('trail.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => String(row.entry)}
            openKey={open}
            onOpen={(row) => go('trail', String(row.entry))}
            empty={
              <EmptyState
                icon={IconTimeline}
                title={t('trail.noMatch')}
                next={t('trail.noMatchNext')}
              />
            }
          />
        </Panel>
        {open !== null && <EntryInspector entry={open} rows={rows} onClose={() => go('trail')} />}
      </Beside>
    </Page>
  );
}
