import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly list: string;
  onClose(): void;
}

/** Stops the use of a list for good. */
export function RetireListDialog({ list, onClose }: Properties) {
  const { t } = useTranslation();
  const retire = useCommand('randomization.retire');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('randomization.retire');
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await retire.run({ list, reason, signature });
    if (outcome.ok) onClose();
    else forgetPassphrase();
  };
  return (
    <FormDialog
      title={t('randomization.retireList', { list })}
      intro={t('randomization.retireIntro')}
      submit={t('randomization.retire')}
      isDangerous
      isBusy={retire.isBusy}
      failure={retire.failure}
      canSubmit={isComplete && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
