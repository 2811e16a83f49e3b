import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';

interface Properties {
  readonly code: string;
  onClose(): void;
}

/** The medical reason, once the emergency leaves time for it. */
export function ExplainDialog({ code, onClose }: Properties) {
  const { t } = useTranslation();
  const explain = useCommand('codeBreak.explain');
  const form = useDraftForm<{ reason: string }>(`explain ${code}`, {
    initialValues: { reason: '' },
  });
  const { reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await explain.run({ code, reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('codeBreak.explained', { code }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('codeBreak.explainOne', { code })}
      intro={t('codeBreak.explainIntro')}
      submit={t('codeBreak.explain')}
      isBusy={explain.isBusy}
      failure={explain.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={(next) => form.setFieldValue('reason', next)} />
    </FormDialog>
  );
}
