import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../components/export-menu.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';

/** New lots, as far as this person may register them. */
export function LotActions() {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const { download, isBusy } = useDownload();
  const mayRegister = useMay('lots.register');
  const mayRegisterMade = useMay('lots.registerManufacturing');
  return (
    <>
      <ExportMenu
        isBusy={isBusy}
        formats={[
          ['csv', t('common.exportCsv')],
          ['xlsx', t('common.exportXlsx')],
        ]}
        onExport={(format) => void download('lots.export', { format })}
      />
      {mayRegisterMade && (
        <Button variant="default" onClick={() => open({ kind: 'register-manufacturing-lot' })}>
          {t('lots.registerManufacturing')}
        </Button>
      )}
      {mayRegister && (
        <Button leftSection={<IconPlus size={16} />} onClick={() => open({ kind: 'register-lot' })}>
          {t('lots.register')}
        </Button>
      )}
    </>
  );
}
