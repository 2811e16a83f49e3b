import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { ScanList } from '../kits/scan-list.tsx';

interface Properties {
  readonly campaign: string;
  onClose(): void;
}

/** Kits that get no new label: their old date stays in force. */
export function LeaveOutDialog({ campaign, onClose }: Properties) {
  const { t } = useTranslation();
  const leave = useCommand('campaigns.leaveOut');
  const form = useDraftForm<{ numbers: string[]; reason: string }>(`leave-out ${campaign}`, {
    initialValues: { numbers: [], reason: '' },
  });
  const { numbers, reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await leave.run({ campaign, numbers, reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('campaigns.wereLeftOut', { count: outcome.value.leftOut }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('campaigns.leaveOut')}
      intro={t('campaigns.leaveOutIntro')}
      submit={t('campaigns.leaveOut')}
      isBusy={leave.isBusy}
      failure={leave.failure}
      canSubmit={numbers.length > 0 && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ScanList numbers={numbers} onChange={(next) => form.setFieldValue('numbers', [...next])} />
      <ReasonField value={reason} onChange={(text) => form.setFieldValue('reason', text)} />
    </FormDialog>
  );
}
