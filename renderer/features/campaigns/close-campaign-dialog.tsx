import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import classes from './campaigns.module.css';

interface Properties {
  readonly campaign: string;
  onClose(): void;
}

/** Signs an extension off, with what did not add up named once more. */
export function CloseCampaignDialog({ campaign, onClose }: Properties) {
  const { t } = useTranslation();
  const close = useCommand('campaigns.close');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('campaigns.close');
  const found = useQuery('campaigns.get', { campaign }).data;
  const form = useDraftForm<{ reason: string }>(`close ${campaign}`, {
    initialValues: { reason: '' },
  });
  const { reason } = form.values;
  const discrepancies = (found?.places ?? []).flatMap(({ place, labels }) =>
    labels === null || labels.discrepancies.length === 0
      ? []
      : [`${place}: ${labels.discrepancies.join('; ')} – ${labels.note}`],
  );
  const submit = async (): Promise<void> => {
    const outcome = await close.run({ campaign, reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('campaigns.isClosed', { campaign }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('campaigns.closeTitle', { campaign })}
      intro={t('campaigns.closeIntro', { count: found?.campaign.confirmed ?? 0 })}
      submit={t('campaigns.close')}
      isBusy={close.isBusy}
      failure={close.failure}
      canSubmit={reason.trim().length >= 3 && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {discrepancies.length > 0 && (
        <ul className={classes.open}>
          {discrepancies.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <ReasonField value={reason} onChange={(text) => form.setFieldValue('reason', text)} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
