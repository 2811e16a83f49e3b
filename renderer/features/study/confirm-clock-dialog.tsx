import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

/** Somebody vouches for the clock of this computer. */
export function ConfirmClockDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const confirm = useCommand('study.confirmClock');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('study.confirmClock');
  const form = useDraftForm<{ reason: string }>('confirm-clock', { initialValues: { reason: '' } });
  const { reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await confirm.run({ reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('study.clock.confirmed') });
    onClose();
  };
  return (
    <FormDialog
      title={t('study.clock.confirm')}
      intro={t('study.clock.intro')}
      submit={t('study.clock.confirm')}
      isBusy={confirm.isBusy}
      failure={confirm.failure}
      canSubmit={reason.trim().length >= 3 && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={(text) => form.setFieldValue('reason', text)} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
