import { Alert } from '@mantine/core';
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

/** The second count of returned kits, without sight of the first. */
export function CountAgainDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const command = useCommand('accountability.countAgain');
  const form = useDraftForm<{ lines: CountLine[] }>('count-again', {
    initialValues: { lines: [] },
  });
  const { lines } = form.values;
  const take = ({ number, returned, dispensed }: AccountKitRow): string | null => {
    if (returned === null) return t('accountability.notReturned', { number });
    const others = lines.filter((line) => line.number !== number);
    form.setFieldValue('lines', [{ number, dispensed, counted: '', lost: 0 }, ...others]);
    return null;
  };
  const { problem, scan } = useKitScan(take, (text) => t('accountability.unknownKit', { text }));
  const submit = async (): Promise<void> => {
    const kits = lines.map(({ number, counted }) => ({ number, counted: Number(counted) }));
    const outcome = await command.run({ kits });
    if (!outcome.ok) return;
    form.dropDraft();
    const { counted, discrepancies } = outcome.value;
    announce({
      ...(discrepancies.length === 0 ? {} : { color: 'orange' }),
      message:
        discrepancies.length === 0
          ? t('accountability.countsAgree', { count: counted })
          : t('accountability.countsDiffer', { codes: discrepancies.join(', ') }),
    });
    onClose();
  };
  return (
    <FormDialog
      title={t('accountability.countAgain')}
      intro={t('accountability.countAgainIntro')}
      submit={t('accountability.countNow', { count: lines.length })}
      size={720}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={lines.length > 0 && lines.every(({ counted }) => counted !== '')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ScanInput size="lg" label={t('accountability.scanReturned')} onScan={scan} />
      {problem !== null && (
        <Alert color="orange" role="alert">
          {problem}
        </Alert>
      )}
      <CountLines
        lines={lines}
        hasLost={false}
        onChange={(next) => form.setFieldValue('lines', [...next])}
      />
    </FormDialog>
  );
}
