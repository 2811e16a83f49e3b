import { Button, Fieldset, NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BackupsStatus } from '../../../shared/contracts/backups.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly schedule: BackupsStatus['schedule'];
  onClose(): void;
}

const usual = { place: '', everyHours: 24, last: 7, daily: 14, weekly: 8, monthly: 12 };
const counts = [
  ['last', 'fileBackup.keepLast', 1],
  ['daily', 'fileBackup.keepDaily', 0],
  ['weekly', 'fileBackup.keepWeekly', 0],
  ['monthly', 'fileBackup.keepMonthly', 0],
] as const;

/** Where, how often and how long. */
export function ScheduleDialog({ schedule, onClose }: Properties) {
  const { t } = useTranslation();
  const set = useCommand('backups.setSchedule');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('backups.setSchedule');
  const present =
    schedule === null
      ? usual
      : { place: schedule.place, everyHours: schedule.everyHours, ...schedule.keep };
  const form = useDraftForm('backup-schedule', { initialValues: { ...present, reason: '' } });
  const { place, everyHours, reason, ...keep } = form.values;
  const send = async (ends: boolean): Promise<void> => {
    const next = ends ? null : { place, everyHours, keep };
    if (!(await set.run({ schedule: next, reason, signature })).ok) return forgetPassphrase();
    form.dropDraft();
    const hours = t('fileBackup.hours', { count: everyHours });
    announce({
      message: t(ends ? 'fileBackup.scheduleEnded' : 'fileBackup.scheduleSet', { hours }),
    });
    onClose();
  };
  const isSigned = reason.trim().length >= 3 && isComplete;
  return (
    <FormDialog
      title={t(schedule === null ? 'fileBackup.setSchedule' : 'fileBackup.changeSchedule')}
      submit={t('fileBackup.setSchedule')}
      isBusy={set.isBusy}
      failure={set.failure}
      canSubmit={place.trim() !== '' && isSigned}
      onSubmit={() => void send(false)}
      onClose={onClose}
    >
      <TextInput
        label={t('fileBackup.place')}
        description={t('fileBackup.placeNote')}
        data-autofocus
        {...form.getInputProps('place')}
      />
      <NumberInput
        label={t('fileBackup.everyHours')}
        suffix={t('fileBackup.hoursUnit')}
        min={1}
        max={744}
        allowDecimal={false}
        {...form.getInputProps('everyHours')}
      />
      <Fieldset legend={t('fileBackup.keepTitle')}>
        <SimpleGrid cols={4} spacing="sm">
          {counts.map(([name, label, min]) => (
            <NumberInput
              key={name}
              label={t(label)}
              min={min}
              max={100}
              allowDecimal={false}
              {...form.getInputProps(name)}
            />
          ))}
        </SimpleGrid>
        <Text size="xs" mt="xs" className="quiet">
          {t('fileBackup.keepNote')}
        </Text>
      </Fieldset>
      <ReasonField value={reason} onChange={(text) => form.setFieldValue('reason', text)} />
      <SignatureFields value={signature} onChange={setSignature} />
      {schedule !== null && (
        <Button variant="subtle" color="red" disabled={!isSigned} onClick={() => void send(true)}>
          {t('fileBackup.end')}
        </Button>
      )}
    </FormDialog>
  );
}
