import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../components/export-menu.tsx';
import { useDownload } from '../../components/use-download.ts';

/** The stock of every place as a file. */
export function StockExport() {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  return (
    <ExportMenu
      isBusy={isBusy}
      formats={[
        ['csv', t('common.exportCsv')],
        ['xlsx', t('common.exportXlsx')],
      ]}
      onExport={(format) => void download('stock.export', { format })}
    />
  );
}
