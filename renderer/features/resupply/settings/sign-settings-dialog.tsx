import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { settingsInput } from './draft.ts';
import type { SettingsDraft } from './draft.ts';

interface Properties {
  readonly draft: SettingsDraft;
  onClose(): void;
}

/** Puts the draft in force. */
export function SignSettingsDialog({ draft, onClose }: Properties) {
  const { t } = useTranslation();
  const sign = useCommand('resupply.setParameters');
  const form = useDraftForm<{ reason: string }>('sign-resupply-settings', {
    initialValues: { reason: '' },
  });
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('resupply.setParameters');
  const { reason } = form.values;
  const submit = async (): Promise<void> => {
    const settings = settingsInput(draft.settings);
    const outcome = await sign.run({ settings, reason, signature });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    form.dropDraft();
    draft.drop();
    announce({ message: t('resupply.settings.signed') });
    onClose();
  };
  return (
    <FormDialog
      title={t('resupply.settings.signTitle')}
      intro={t('resupply.settings.signIntro')}
      submit={t('resupply.settings.signNow')}
      isBusy={sign.isBusy}
      failure={sign.failure}
      canSubmit={isComplete && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={(next) => form.setFieldValue('reason', next)} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
