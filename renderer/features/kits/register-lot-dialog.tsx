import { TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

/** A packaging lot with the last day of its shelf life. */
export function RegisterLotDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const register = useCommand('lots.register');
  const form = useDraftForm<{ lot: string; expiry: string | null }>('register-lot', {
    initialValues: { lot: '', expiry: null },
  });
  const { lot, expiry } = form.values;
  const submit = async (): Promise<void> => {
    if (expiry === null) return;
    const outcome = await register.run({ lot, expiry });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.lotRegistered', { lot }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('kits.registerLot')}
      submit={t('kits.registerLot')}
      isBusy={register.isBusy}
      failure={register.failure}
      canSubmit={lot.trim() !== '' && expiry !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput label={t('kits.lot')} data-autofocus {...form.getInputProps('lot')} />
      <DatePickerInput
        label={t('kits.expiry')}
        valueFormat="D MMM YYYY"
        placeholder={t('kits.expiryHint')}
        popoverProps={{ withinPortal: true }}
        {...form.getInputProps('expiry')}
      />
    </FormDialog>
  );
}
