import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { go } from '../../state/route.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { PlaceSelect } from '../kits/place-select.tsx';
import { ScanList } from '../kits/scan-list.tsx';

/** Announces that kits in hand go back or on: scan each as it goes into the box. */
export function AnnounceReturnDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const request = useCommand('shipments.requestReturn');
  const form = useDraftForm<{
    from: string | null;
    to: string | null;
    numbers: string[];
    note: string;
  }>('announce-return', { initialValues: { from: null, to: null, numbers: [], note: '' } });
  const { from, to, numbers, note } = form.values;
  const submit = async (): Promise<void> => {
    if (from === null || to === null) return;
    const outcome = await request.run({ from, to, numbers, note });
    if (!outcome.ok) return;
    form.dropDraft();
    const { shipment } = outcome.value;
    announce({ message: t('shipments.returnAnnounced', { shipment }) });
    go('shipments', shipment);
    onClose();
  };
  return (
    <FormDialog
      title={t('shipments.announceReturn')}
      intro={t('shipments.returnIntro')}
      submit={t('shipments.announceThem', { count: numbers.length })}
      isBusy={request.isBusy}
      failure={request.failure}
      canSubmit={from !== null && to !== null && numbers.length > 0}
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
      <ScanList numbers={numbers} onChange={(next) => form.setFieldValue('numbers', [...next])} />
      <TextInput label={t('shipments.note')} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
