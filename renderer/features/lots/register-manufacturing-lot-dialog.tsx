import { Group, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useStudy } from '../../state/use-study.ts';

/** A manufacturing lot; which kit type it became is sealed. */
export function RegisterManufacturingLotDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  useArmInformation(true);
  const register = useCommand('lots.registerManufacturing');
  const kitTypes = useStudy()?.kitTypes ?? [];
  const form = useDraftForm<{
    lot: string;
    kitType: string | null;
    expiry: string | null;
    retest: string | null;
  }>('register-manufacturing-lot', {
    initialValues: { lot: '', kitType: null, expiry: null, retest: null },
  });
  const { lot, kitType, expiry, retest } = form.values;
  const submit = async (): Promise<void> => {
    if (kitType === null || expiry === null) return;
    const dates = retest === null ? { expiry } : { expiry, retest };
    const outcome = await register.run({ lot, kitType, ...dates });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('lots.registered', { lot }) });
    onClose();
  };
  const date = { valueFormat: 'D MMM YYYY', clearable: true, popoverProps: { withinPortal: true } };
  return (
    <FormDialog
      title={t('lots.registerManufacturing')}
      intro={t('lots.manufacturingIntro')}
      submit={t('lots.registerManufacturing')}
      isBusy={register.isBusy}
      failure={register.failure}
      canSubmit={lot.trim() !== '' && kitType !== null && expiry !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput label={t('lots.lot')} data-autofocus {...form.getInputProps('lot')} />
      <Select
        label={t('lots.kitType')}
        data={kitTypes.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('kitType')}
      />
      <Group grow align="flex-start">
        <DatePickerInput {...date} label={t('lots.expiry')} {...form.getInputProps('expiry')} />
        <DatePickerInput
          {...date}
          label={t('lots.retestOptional')}
          {...form.getInputProps('retest')}
        />
      </Group>
    </FormDialog>
  );
}
