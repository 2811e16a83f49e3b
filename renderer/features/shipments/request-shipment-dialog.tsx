import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { go } from '../../state/route.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { PlaceSelect } from '../kits/place-select.tsx';
import { QuantityFields, quantitiesOf } from '../kits/quantity-fields.tsx';
import type { Quantities } from '../kits/quantity-fields.tsx';

const most = 5000;

/** Asks for kits of the named types to be sent from one place to another. */
export function RequestShipmentDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  useArmInformation(true);
  const request = useCommand('shipments.request');
  const form = useDraftForm<{
    from: string | null;
    to: string | null;
    quantities: Quantities;
    note: string;
  }>('request-shipment', { initialValues: { from: null, to: null, quantities: {}, note: '' } });
  const { from, to, note } = form.values;
  const lines = quantitiesOf(form.values.quantities);
  const submit = async (): Promise<void> => {
    if (from === null || to === null) return;
    const outcome = await request.run({ from, to, lines, note });
    if (!outcome.ok) return;
    form.dropDraft();
    const { shipment } = outcome.value;
    announce({ message: t('shipments.requested', { shipment }) });
    go('shipments', shipment);
    onClose();
  };
  return (
    <FormDialog
      title={t('shipments.request')}
      intro={t('shipments.requestIntro')}
      submit={t('shipments.requestNow')}
      isBusy={request.isBusy}
      failure={request.failure}
      canSubmit={from !== null && to !== null && lines.length > 0}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PlaceSelect
        label={t('shipments.from')}
        value={from}
        onChange={(next) => form.setFieldValue('from', next)}
      />
      <PlaceSelect
        label={t('shipments.to')}
        value={to}
        except={from}
        onChange={(next) => form.setFieldValue('to', next)}
      />
      <QuantityFields
        value={form.values.quantities}
        max={most}
        onChange={(next) => form.setFieldValue('quantities', next)}
      />
      <TextInput label={t('shipments.note')} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
