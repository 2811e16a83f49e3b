import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readScan } from '../../../shared/domain/barcode/scanned-text.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** The number in a scanned shipper label, or what was typed. */
const ssccOf = (typed: string): string => {
  const { elements, plain } = readScan(typed.replace(/\s+/g, ''));
  return elements.find(({ ai }) => ai === '00')?.value ?? plain;
};

/** Closes the box: the number on the shipper and the logger inside. */
export function PackShipmentDialog({ shipment, onClose }: Properties) {
  const { t } = useTranslation();
  const pack = useCommand('shipments.pack');
  const form = useDraftForm<{ sscc: string; logger: string }>(`pack-${shipment}`, {
    initialValues: { sscc: '', logger: '' },
  });
  const { sscc, logger } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await pack.run({ shipment, sscc: ssccOf(sscc), logger: logger.trim() });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('shipments.packed', { shipment }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('shipments.packTitle', { shipment })}
      intro={t('shipments.packIntro')}
      submit={t('shipments.step.pack')}
      isBusy={pack.isBusy}
      failure={pack.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label={t('shipments.sscc')}
        description={t('shipments.ssccNote')}
        data-autofocus
        inputMode="numeric"
        {...form.getInputProps('sscc')}
      />
      <TextInput
        label={t('shipments.logger')}
        description={t('shipments.loggerNote')}
        {...form.getInputProps('logger')}
      />
    </FormDialog>
  );
}
