import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { ScanList } from '../kits/scan-list.tsx';

/** Kits that are to be destroyed: returned, damaged, expired or rejected ones. */
export function SetAsideDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const command = useCommand('accountability.setAside');
  const form = useDraftForm<{ numbers: string[]; reason: string }>('set-aside', {
    initialValues: { numbers: [], reason: '' },
  });
  const { numbers, reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await command.run({ numbers, reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('accountability.isSetAside', { count: outcome.value.changed }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('accountability.setAside')}
      intro={t('accountability.setAsideIntro')}
      submit={t('accountability.setAsideNow', { count: numbers.length })}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={numbers.length > 0 && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ScanList numbers={numbers} onChange={(next) => form.setFieldValue('numbers', [...next])} />
      <ReasonField value={reason} onChange={(next) => form.setFieldValue('reason', next)} />
    </FormDialog>
  );
}
