import { Button } from '@mantine/core';
import { IconKey, IconLockSquare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportMenu } from '../../components/export-menu.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useMay } from '../../state/session.ts';
import { useRows } from '../../state/use-rows.ts';
import { RegisterList } from '../code-break/register-list.tsx';
import { useOpeningColumns } from './opening-columns.tsx';
import { OpeningInspector } from './opening-inspector.tsx';
import { RequestDialog } from './request-dialog.tsx';

/** Who asked for what, who granted it, and every look that followed. */
export function CustodyPart({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const rows = useRows('custody.page', {});
  return (
    <RegisterList
      part="custody"
      label={t('custody.title')}
      columns={useOpeningColumns()}
      rows={rows}
      open={open}
      empty={
        <EmptyState icon={IconLockSquare} title={t('custody.none')} next={t('custody.noneNext')} />
      }
      inspector={(code, onClose) => (
        <OpeningInspector key={code} code={code} rows={rows} onClose={onClose} />
      )}
    />
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
