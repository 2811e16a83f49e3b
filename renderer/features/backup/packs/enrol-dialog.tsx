import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { SiteSelect } from '../site-select.tsx';

/** Enrols a site's machine: its request by any way, its fingerprint by telephone. */
export function EnrolDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const enrol = useCommand('packs.enrol');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('packs.enrol');
  const form = useDraftForm<{ site: string | null; request: string; fingerprint: string }>(
    'enrol-device',
    { initialValues: { site: null, request: '', fingerprint: '' } },
  );
  const { site, request, fingerprint } = form.values;
  const canSubmit =
    site !== null && request.trim() !== '' && fingerprint.trim() !== '' && isComplete;
  const submit = async (): Promise<void> => {
    const outcome = await enrol.run({ site: site ?? '', request, fingerprint, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('backup.enrolled', { site: outcome.value.site }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('backup.enrol')}
      intro={t('backup.enrolIntro')}
      submit={t('backup.enrol')}
      isBusy={enrol.isBusy}
      failure={enrol.failure}
      canSubmit={canSubmit}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SiteSelect value={site} onChange={(next) => form.setFieldValue('site', next)} />
      <Textarea
        label={t('backup.request')}
        description={t('backup.requestNote')}
        autosize
        minRows={2}
        {...form.getInputProps('request')}
      />
      <TextInput
        label={t('backup.fingerprint')}
        description={t('backup.fingerprintNote')}
        autoComplete="off"
        {...form.getInputProps('fingerprint')}
      />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
