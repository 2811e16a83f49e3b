import { Button, Skeleton } from '@mantine/core';
import { IconPrinter, IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../components/export-menu.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useDownload } from '../../components/use-download.ts';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useRows } from '../../state/use-rows.ts';
import { useViewState } from '../../state/view-state.ts';
import { KitTabs } from '../kits/kit-tabs.tsx';
import { TemplateCards } from './template-cards.tsx';
import { useIssueColumns } from './use-issue-columns.tsx';

/** What labels look like, and which were issued. */
export function LabelsScreen() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('labels.templates', {});
  const rows = useRows('labels.page', {});
  const columns = useIssueColumns();
  return (
    <Page
      title={t('kits.title')}
      subtitle={t('labels.subtitle')}
      help="labels"
      actions={<LabelActions hasKitTemplate={data?.templates.some(isForKits) === true} />}
    >
      <KitTabs value="labels" />
      <Panel title={t('labels.templates')} note={t('labels.templatesNote')}>
        <FailureNotice failure={failure} />
        {data === undefined ? <Skeleton height={300} /> : <TemplateCards rows={data.templates} />}
      </Panel>
      <Panel title={t('labels.issued')} note={t('labels.issuedNote')} isFlush>
        <div style={{ height: 380, display: 'flex' }}>
          <WindowedTable
            label={t('labels.issued')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.issue}
            empty={
              <EmptyState
                icon={IconPrinter}
                title={t('labels.noneIssued')}
                next={t('labels.noneIssuedNext')}
              />
            }
          />
        </div>
      </Panel>
    </Page>
  );
}

const isForKits = ({ definition }: { readonly definition: { readonly kind: string } }): boolean =>
  definition.kind === 'kit';

function LabelActions({ hasKitTemplate }: { readonly hasKitTemplate: boolean }) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const maySign = useMay('labels.defineTemplate');
  const mayPrint = useMay('labels.print');
  return (
    <>
      <LabelExport />
      {maySign && (
        <Button
          variant="default"
          leftSection={<IconTag size={16} stroke={1.7} />}
          onClick={() => open({ kind: 'sign-template' })}
        >
          {t('labels.newTemplate')}
        </Button>
      )}
      {mayPrint && (
        <Button
          disabled={!hasKitTemplate}
          leftSection={<IconPrinter size={16} stroke={1.7} />}
          onClick={() => open({ kind: 'print-labels' })}
        >
          {t('labels.print')}
        </Button>
      )}
    </>
  );
}

const exports = ['issue csv', 'issue xlsx', 'kit csv', 'kit xlsx'] as const;

/** The issued labels as a file, by issue or kit by kit. */
function LabelExport() {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  return (
    <ExportMenu
      isBusy={isBusy}
      formats={exports.map((choice) => [choice, t(`labels.export.${choice}`)])}
      onExport={(choice) => {
        const [by, format] = choice.split(' ') as ['issue' | 'kit', 'csv' | 'xlsx'];
        void download('labels.export', { by, format });
      }}
    />
  );
}
