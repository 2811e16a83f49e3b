import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly how: 'cancel-shipment' | 'lose-shipment';
  readonly shipment: string;
  onClose(): void;
}

/** Cancels a shipment before it left, or reports what is still open of it as lost; both with a reason. */
export function EndShipmentDialog({ how, shipment, onClose }: Properties) {
  const { t } = useTranslation();
  const cancel = useCommand('shipments.cancel');
  const lose = useCommand('shipments.lose');
  const command = how === 'cancel-shipment' ? cancel : lose;
  const form = useDraftForm<{ reason: string }>(`${how}-${shipment}`, {
    initialValues: { reason: '' },
  });
  const { reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await command.run({ shipment, reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t(`shipments.ended.${how}`, { shipment }) });
    onClose();
  };
  return (
    <FormDialog
      title={t(`shipments.endTitle.${how}`, { shipment })}
      intro={t(`shipments.endIntro.${how}`)}
      submit={t(`shipments.end.${how}`)}
      isDangerous
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={(next) => form.setFieldValue('reason', next)} />
    </FormDialog>
  );
}
