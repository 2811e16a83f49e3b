import { TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly campaign: string;
  readonly country: string;
  onClose(): void;
}

/** Records that the authority of a country approved an extension. */
export function ApproveCountryDialog({ campaign, country, onClose }: Properties) {
  const { t } = useTranslation();
  const approve = useCommand('campaigns.approveCountry');
  const form = useDraftForm<{ approvedOn: string | null; reference: string }>(
    `approve ${campaign} ${country}`,
    { initialValues: { approvedOn: null, reference: '' } },
  );
  const { approvedOn, reference } = form.values;
  const submit = async (): Promise<void> => {
    if (approvedOn === null) return;
    const outcome = await approve.run({ campaign, country, approvedOn, reference });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('campaigns.approved', { country, count: outcome.value.toScan }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('campaigns.approveIn', { country })}
      intro={t('campaigns.approveIntro')}
      submit={t('campaigns.approve')}
      isBusy={approve.isBusy}
      failure={approve.failure}
      canSubmit={approvedOn !== null && reference.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <DatePickerInput
        label={t('campaigns.dateOfApproval')}
        valueFormat="D MMM YYYY"
        popoverProps={{ withinPortal: true }}
        {...form.getInputProps('approvedOn')}
      />
      <TextInput label={t('campaigns.reference')} {...form.getInputProps('reference')} />
    </FormDialog>
  );
}
