import { TextInput } from '@mantine/core';
import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { PlaceSelect } from './place-select.tsx';
import { ScanList } from './scan-list.tsx';

/** Records that kits arrived: scan them, or paste their numbers. */
export function ReceiveKitsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const receive = useCommand('kits.receive');
  const form = useDraftForm<{ place: string | null; numbers: string[]; note: string }>(
    'receive-kits',
    { initialValues: { place: null, numbers: [], note: '' } },
  );
  const { place, numbers, note } = form.values;
  const submit = async (): Promise<void> => {
    if (place === null) return;
    const outcome = await receive.run({ place, numbers, note });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.received', { count: outcome.value.received, place }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('kits.receive')}
      intro={t('kits.receiveIntro')}
      submit={t('kits.receiveThem', { count: numbers.length })}
      isBusy={receive.isBusy}
      failure={receive.failure}
      canSubmit={place !== null && numbers.length > 0}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PlaceSelect
        label={t('kits.receiveAt')}
        value={place}
        onChange={(next) => form.setFieldValue('place', next)}
      />
      <ScanList numbers={numbers} onChange={(next) => form.setFieldValue('numbers', [...next])} />
      <TextInput label={t('kits.note')} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
