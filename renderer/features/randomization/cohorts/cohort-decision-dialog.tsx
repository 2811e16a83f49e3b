import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';

interface Properties {
  readonly cohort: string;
  readonly decision: 'open' | 'close';
  onClose(): void;
}

/** The signed decision that opens a cohort for randomization, or closes it. */
export function CohortDecisionDialog({ cohort, decision, onClose }: Properties) {
  const { t } = useTranslation();
  const command = useCommand(`cohorts.${decision}`);
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature(
    `cohorts.${decision}`,
  );
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await command.run({ cohort, reason, signature });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    announce({ message: t(`cohorts.after.${decision}`, { cohort }) });
    onClose();
  };
  return (
    <FormDialog
      title={t(`cohorts.${decision}One`, { cohort })}
      intro={t(`cohorts.${decision}Intro`)}
      submit={t(`cohorts.${decision}`)}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={isComplete && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
