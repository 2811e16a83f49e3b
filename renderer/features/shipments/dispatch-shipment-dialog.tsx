import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** Hands the box to the carrier; from then on its kits are in transit. */
export function DispatchShipmentDialog({ shipment, onClose }: Properties) {
  const { t } = useTranslation();
  const dispatch = useCommand('shipments.dispatch');
  const form = useDraftForm<{ carrier: string; tracking: string }>(`dispatch-${shipment}`, {
    initialValues: { carrier: '', tracking: '' },
  });
  const { carrier, tracking } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await dispatch.run({ shipment, carrier, tracking });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('shipments.handedOver', { shipment, carrier }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('shipments.dispatchTitle', { shipment })}
      intro={t('shipments.dispatchIntro')}
      submit={t('shipments.step.dispatch')}
      isBusy={dispatch.isBusy}
      failure={dispatch.failure}
      canSubmit={carrier.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput label={t('shipments.carrier')} data-autofocus {...form.getInputProps('carrier')} />
      <TextInput label={t('shipments.trackingOptional')} {...form.getInputProps('tracking')} />
    </FormDialog>
  );
}
