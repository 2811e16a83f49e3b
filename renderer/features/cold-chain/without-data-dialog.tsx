import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { go } from '../../state/route.ts';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** A shipment of which nobody has readings: its whole way counts as the worst case. */
export function WithoutDataDialog({ shipment, onClose }: Properties) {
  const { t } = useTranslation();
  const open = useCommand('excursions.openWithoutData');
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await open.run({ shipment, reason });
    if (!outcome.ok) return;
    onClose();
    go('cold-chain', outcome.value.excursion);
  };
  return (
    <FormDialog
      title={t('temperature.withoutDataTitle', { shipment })}
      intro={t('temperature.withoutDataIntro')}
      submit={t('temperature.withoutDataSubmit')}
      isBusy={open.isBusy}
      failure={open.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
