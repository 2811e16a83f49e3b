import { Button, Group, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import { PlaceSelect } from '../kits/place-select.tsx';
import { ScanList } from '../kits/scan-list.tsx';

interface Draft {
  readonly [key: string]: unknown;
  place: string;
  numbers: string[];
  method: string;
  on: string;
  note: string;
}

const noKits = { place: '', numbers: [], method: '', on: '', note: '' };

/** Records a destruction: place, kits by scan, method and day; a second person signs, and the certificate is saved. */
export function DestroyKitsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const command = useCommand('accountability.destroy');
  const { download } = useDownload();
  const witness = useSignature('accountability.destroy', true);
  const form = useDraftForm<Draft>('destroy-kits', { initialValues: noKits });
  const { place, numbers, method, on, note } = form.values;
  const waiting = useWaiting(place);
  const submit = async (): Promise<void> => {
    const { signature } = witness;
    const outcome = await command.run({ place, numbers, method, on, note, signature });
    witness.forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    const { destruction, kits } = outcome.value;
    announce({ message: t('accountability.destroyed', { count: kits, destruction }) });
    onClose();
    await download('accountability.certificate', { destruction });
  };
  return (
    <FormDialog
      title={t('accountability.destroy')}
      intro={t('accountability.destroyIntro')}
      submit={t('accountability.destroyNow', { count: numbers.length })}
      size={640}
      isDangerous
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={
        place !== '' && numbers.length > 0 && method !== '' && on !== '' && witness.isComplete
      }
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PlaceSelect
        label={t('accountability.place')}
        value={place === '' ? null : place}
        onChange={(next) => form.setValues({ place: next ?? '', numbers: [] })}
      />
      {waiting.length > 0 && (
        <Group gap="sm">
          <span className="quiet">
            {t('accountability.setAsideHere', { count: waiting.length })}
          </span>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => form.setFieldValue('numbers', [...waiting])}
          >
            {t('accountability.takeAll')}
          </Button>
        </Group>
      )}
      <ScanList numbers={numbers} onChange={(next) => form.setFieldValue('numbers', [...next])} />
      <Group grow align="start">
        <TextInput
          label={t('accountability.method')}
          placeholder={t('accountability.methodExample')}
          {...form.getInputProps('method')}
        />
        <DateInput
          label={t('accountability.destroyedOn')}
          valueFormat="D MMM YYYY"
          value={on === '' ? null : on}
          onChange={(day) => form.setFieldValue('on', day ?? '')}
        />
      </Group>
      <TextInput label={t('accountability.note')} {...form.getInputProps('note')} />
      <p className="quiet">{t('accountability.witnessNote')}</p>
      <SignatureFields value={witness.signature} onChange={witness.setSignature} />
    </FormDialog>
  );
}

/** Kits set aside for destruction at a place. */
function useWaiting(place: string): readonly string[] {
  const input = { place, status: ['awaiting-destruction'], limit: 500 };
  const { data } = useQuery('kits.page', input, { isEnabled: place !== '' });
  return data?.rows.map(({ number }) => number) ?? [];
}
