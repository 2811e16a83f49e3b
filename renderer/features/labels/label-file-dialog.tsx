import { useTranslation } from 'react-i18next';
import { IssuedFile } from './issued-file.tsx';
import { PrintedDialog } from './printed-dialog.tsx';

interface Properties {
  readonly issue: string;
  readonly labels: number;
  onClose(): void;
}

/** The file of labels that were issued before. */
export function LabelFileDialog({ issue, labels, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <PrintedDialog title={t('labels.title')} onClose={onClose}>
      <IssuedFile issue={issue} labels={labels} onSheet={1} firstPlace={1} onClose={onClose} />
    </PrintedDialog>
  );
}
