import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { namesInScan } from '../../state/scan-text.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** A shipper label carries the number with its GS1 identifier 00 in front, in brackets or not. */
const ssccOf = (typed: string): string => {
  const text = (namesInScan(typed)[0] ?? '').replace(/^\(00\)/, '').replace(/\s+/g, '');
  return /^00\d{18}$/.test(text) ? text.slice(2) : text;
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
