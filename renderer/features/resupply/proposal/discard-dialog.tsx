import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { useCommand } from '../../../state/use-command.ts';

interface Properties {
  readonly proposal: string;
  onClose(): void;
}

/** Nothing is sent; the reason goes into the trail. */
export function DiscardDialog({ proposal, onClose }: Properties) {
  const { t } = useTranslation();
  const discard = useCommand('resupply.discard');
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await discard.run({ proposal, reason });
    if (!outcome.ok) return;
    announce({ message: t('resupply.discarded', { proposal }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('resupply.discardTitle', { proposal })}
      intro={t('resupply.discardIntro')}
      submit={t('resupply.discard')}
      isDangerous
      isBusy={discard.isBusy}
      failure={discard.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
