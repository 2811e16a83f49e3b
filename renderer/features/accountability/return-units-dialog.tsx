import { Alert, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccountKitRow } from '../../../shared/contracts/accountability.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ScanInput } from '../../components/scan-input.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { CountLines } from './count-lines.tsx';
import type { CountLine } from './count-lines.tsx';
import { useKitScan } from './use-kit-scan.ts';

interface Properties {
  readonly subject: string | undefined;
  onClose(): void;
}

interface Draft {
  readonly [key: string]: unknown;
  subject: string;
  lines: CountLine[];
  note: string;
}

/** Takes back kits of one subject: scan a kit, type what is left in it, scan the next. */
export function ReturnUnitsDialog({ subject, onClose }: Properties) {
  const { t } = useTranslation();
  const command = useCommand('accountability.returnUnits');
  const form = useDraftForm<Draft>('return-units', {
    initialValues: { subject: '', lines: [], note: '' },
    ...(subject === undefined ? {} : { prefill: { subject } }),
  });
  const { values } = form;
  const lines = values.lines;
  const take = (kit: AccountKitRow): string | null => {
    const { number } = kit;
    if (kit.subject === null) return t('accountability.notDispensed', { number });
    const expected = lines.length === 0 && subject === undefined ? kit.subject : values.subject;
    if (kit.subject !== expected) {
      return t('accountability.otherSubject', { number, subject: kit.subject, expected });
    }
    if (kit.returned !== null) {
      return t('accountability.countedAlready', { number, by: kit.countedBy, count: kit.returned });
    }
    form.setValues({
      subject: kit.subject,
      lines: [
        { number, dispensed: kit.dispensed, counted: '', lost: 0 },
        ...lines.filter((line) => line.number !== number),
      ],
    });
    return null;
  };
  const { problem, scan } = useKitScan(take, (text) => t('accountability.unknownKit', { text }));
  const submit = async (): Promise<void> => {
    const kits = lines.map(({ number, counted, lost }) => ({
      number,
      returned: Number(counted),
      lost,
    }));
    const outcome = await command.run({ subject: values.subject, kits, note: values.note });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({
      message: t('accountability.takenBack', {
        count: outcome.value.kits,
        units: outcome.value.returned,
      }),
    });
    onClose();
  };
  return (
    <FormDialog
      title={t('accountability.takeBack')}
      intro={
        values.subject === ''
          ? t('accountability.takeBackIntro')
          : t('accountability.takeBackOf', { subject: values.subject })
      }
      submit={t('accountability.takeBackNow', { count: lines.length })}
      size={720}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={lines.length > 0 && lines.every(({ counted }) => counted !== '')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ScanInput
        size="lg"
        label={t('accountability.scanReturned')}
        description={t('accountability.scanReturnedNote')}
        onScan={scan}
      />
      {problem !== null && (
        <Alert color="orange" role="alert">
          {problem}
        </Alert>
      )}
      <CountLines
        lines={lines}
        hasLost
        onChange={(next) => form.setFieldValue('lines', [...next])}
      />
      <TextInput label={t('accountability.note')} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
