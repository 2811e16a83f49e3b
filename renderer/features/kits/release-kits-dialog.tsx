import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { NamedKits } from './named-kits.tsx';

interface Properties {
  readonly numbers: readonly string[];
  onClose(): void;
}

/** Kits out of quarantine: signed, by somebody else than who put them there. */
export function ReleaseKitsDialog({ numbers, onClose }: Properties) {
  const { t } = useTranslation();
  const release = useCommand('kits.release');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('kits.release');
  const form = useDraftForm<{ reason: string }>('release-kits', { initialValues: { reason: '' } });
  const { reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await release.run({ numbers: [...numbers], reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.released', { count: outcome.value.changed }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('kits.releaseTitle', { count: numbers.length })}
      intro={t('kits.releaseIntro')}
      submit={t('kits.release')}
      isBusy={release.isBusy}
      failure={release.failure}
      canSubmit={reason.trim().length >= 3 && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <NamedKits numbers={numbers} />
      <ReasonField
        value={reason}
        placeholder={t('kits.releaseReason')}
        onChange={(next) => form.setFieldValue('reason', next)}
      />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
