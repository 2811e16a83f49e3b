import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opening } from '../../../shared/contracts/custody.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly opening: Opening;
  onClose(): void;
}

/** Says no to an opening, or takes an own request back. */
export function DeclineDialog({ opening: { code, isMine }, onClose }: Properties) {
  const { t } = useTranslation();
  const decline = useCommand('custody.decline');
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await decline.run({ opening: code, reason });
    if (outcome.ok) onClose();
  };
  return (
    <FormDialog
      title={t(isMine ? 'custody.takeBackOne' : 'custody.declineOne', { code })}
      submit={t(isMine ? 'custody.takeBack' : 'custody.decline')}
      isBusy={decline.isBusy}
      failure={decline.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
