import { Autocomplete, Group, MultiSelect, Switch, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { dayText } from '../../components/format.ts';
import { useMay } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';

interface LotForm {
  readonly lot: string;
  readonly expiry: string | null;
  readonly retest: string | null;
  readonly members: string[];
  readonly labelGroup: string;
  readonly isOnHold: boolean;
}

const empty: LotForm = {
  lot: '',
  expiry: null,
  retest: null,
  members: [],
  labelGroup: '',
  isOnHold: false,
};

/** A packaging lot: its own date, or the earliest of the manufacturing lots in it. */
export function RegisterLotDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const register = useCommand('lots.register');
  const isEnabled = useMay('lots.manufacturing');
  const made = useQuery('lots.manufacturing', {}, { isEnabled }).data?.lots ?? [];
  const lots = useQuery('lots.page', {}).data?.lots ?? [];
  const groups = [...new Set(lots.flatMap(({ labelGroup }) => labelGroup ?? []))];
  const form = useDraftForm<LotForm & Record<string, unknown>>('register-lot', {
    initialValues: { ...empty },
  });
  const { lot, expiry, retest, members, labelGroup, isOnHold } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await register.run({
      lot,
      members,
      status: isOnHold ? 'on-hold' : 'released',
      ...(expiry === null ? {} : { expiry }),
      ...(retest === null ? {} : { retest }),
      ...(labelGroup.trim() === '' ? {} : { labelGroup: labelGroup.trim() }),
    });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.lotRegistered', { lot }) });
    onClose();
  };
  const date = { valueFormat: 'D MMM YYYY', clearable: true, popoverProps: { withinPortal: true } };
  return (
    <FormDialog
      title={t('kits.registerLot')}
      submit={t('kits.registerLot')}
      isBusy={register.isBusy}
      failure={register.failure}
      canSubmit={lot.trim() !== '' && (expiry !== null || members.length > 0)}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput label={t('kits.lot')} data-autofocus {...form.getInputProps('lot')} />
      {made.length > 0 && (
        <MultiSelect
          label={t('lots.members')}
          description={t('lots.membersNote')}
          searchable
          data={made.map((member) => ({
            value: member.lot,
            label: `${member.lot} · ${dayText(member.expiry)}`,
          }))}
          {...form.getInputProps('members')}
        />
      )}
      <Group grow align="flex-start">
        <DatePickerInput
          {...date}
          label={t('kits.expiry')}
          placeholder={t('kits.expiryHint')}
          {...form.getInputProps('expiry')}
        />
        <DatePickerInput
          {...date}
          label={t('lots.retestOptional')}
          {...form.getInputProps('retest')}
        />
      </Group>
      <Autocomplete
        label={t('lots.labelGroupOptional')}
        data={groups}
        {...form.getInputProps('labelGroup')}
      />
      <Switch
        label={t('lots.startsOnHold')}
        checked={isOnHold}
        onChange={(event) => form.setFieldValue('isOnHold', event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
