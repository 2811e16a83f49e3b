import { Button } from '@mantine/core';
import { IconKey, IconLockSquare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportMenu } from '../../components/export-menu.tsx';
import { Panel } from '../../components/panel.tsx';
import { useDownload } from '../../components/use-download.ts';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useRows } from '../../state/use-rows.ts';
import { useOpeningColumns } from './opening-columns.tsx';
import { OpeningInspector } from './opening-inspector.tsx';
import { RequestDialog } from './request-dialog.tsx';

/** Who asked for what, who granted it, and every look that followed. */
export function CustodyPart({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const rows = useRows('custody.page', {});
  return (
    <Beside>
      <Panel isFlush fills>
        <WindowedTable
          label={t('custody.title')}
          columns={useOpeningColumns()}
          rows={rows}
          rowKey={(row) => row.code}
          openKey={open}
          onOpen={(row) => go('code-break', `custody:${row.code}`)}
          empty={
            <EmptyState
              icon={IconLockSquare}
              title={t('custody.none')}
              next={t('custody.noneNext')}
            />
          }
        />
      </Panel>
      {open !== null && (
        <OpeningInspector
          key={open}
          code={open}
          rows={rows}
          onClose={() => go('code-break', 'custody')}
        />
      )}
    </Beside>
  );
}

/** Asking for an opening, and the register as a file. */
export function CustodyActions() {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const mayRequest = useMay('custody.request');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <ExportMenu
        isBusy={isBusy}
        formats={[
          ['csv', t('common.exportCsv')],
          ['xlsx', t('common.exportXlsx')],
        ]}
        onExport={(format) => void download('custody.export', { format })}
      />
      {mayRequest && (
        <Button leftSection={<IconKey size={16} stroke={1.7} />} onClick={() => setAsking(true)}>
          {t('custody.request')}
        </Button>
      )}
      {isAsking && <RequestDialog onClose={() => setAsking(false)} />}
    </>
  );
}
