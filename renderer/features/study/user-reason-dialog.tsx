import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../../../shared/contracts/access.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';

export interface UserDeed {
  readonly kind: 'grant' | 'deactivate';
  readonly user: UserRow;
}

const procedures = {
  grant: 'access.grantUnblinding',
  deactivate: 'access.deactivateUser',
} as const;

interface Properties {
  readonly deed: UserDeed;
  onClose(): void;
}

/** Gives a person the key to the arms, or ends a person's access; both with a reason and a signature. */
export function UserReasonDialog({ deed, onClose }: Properties) {
  const { t } = useTranslation();
  const command = useCommand(procedures[deed.kind]);
  const [reason, setReason] = useState('');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature(
    procedures[deed.kind],
  );
  const submit = async (): Promise<void> => {
    const outcome = await command.run({ user: deed.user.user, reason, signature });
    if (outcome.ok) onClose();
    else forgetPassphrase();
  };
  const name = deed.user.printedName;
  return (
    <FormDialog
      title={t(`study.deed.${deed.kind}`, { name })}
      intro={t(`study.deedIntro.${deed.kind}`, { name })}
      submit={t(`study.${deed.kind}`)}
      isDangerous={deed.kind === 'deactivate'}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={reason.trim().length >= 3 && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
