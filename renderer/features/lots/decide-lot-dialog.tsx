import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { lotTransitions } from '../../../shared/domain/lot/lot-status.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly lot: string;
  onClose(): void;
}

/** Puts a lot on hold, releases or rejects it: what the table of lot states allows, signed. */
export function DecideLotDialog({ lot, onClose }: Properties) {
  const { t } = useTranslation();
  const decide = useCommand('lots.setStatus');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('lots.setStatus');
  const found = useQuery('lots.get', { lot }).data?.lot;
  const form = useDraftForm<{ status: string; reason: string }>(`decide-lot ${lot}`, {
    initialValues: { status: '', reason: '' },
  });
  const possible = lotTransitions.filter(({ from }) => from === found?.status).map(({ to }) => to);
  const status = possible.find((known) => known === form.values.status);
  const submit = async (): Promise<void> => {
    if (status === undefined) return;
    const { reason } = form.values;
    const outcome = await decide.run({ lots: [lot], status, reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t(`lots.decided.${status}`, { lot }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('lots.decideOn', { lot })}
      intro={t('lots.decideIntro', { count: found?.kits ?? 0 })}
      submit={t(status === undefined ? 'lots.decide' : `lots.step.${status}`)}
      isBusy={decide.isBusy}
      failure={decide.failure}
      isDangerous={status === 'rejected'}
      canSubmit={status !== undefined && form.values.reason.trim().length >= 3 && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Radio.Group label={t('lots.decision')} {...form.getInputProps('status')}>
        <Stack gap="sm" mt="sm">
          {possible.map((known) => (
            <Radio
              key={known}
              value={known}
              label={t(`lots.step.${known}`)}
              description={t(`lots.stepNote.${known}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ReasonField
        value={form.values.reason}
        onChange={(reason) => form.setFieldValue('reason', reason)}
      />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
