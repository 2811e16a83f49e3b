import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import type { OfflineAssignment } from './evidence.tsx';

interface Properties {
  readonly item: OfflineAssignment;
  onClose(): void;
}

/** Decides with a reason and a signature; the site's record is annotated, never altered. */
export function ResolveDialog({ item, onClose }: Properties) {
  const { t } = useTranslation();
  const resolve = useCommand('reconciliation.resolve');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('reconciliation.resolve');
  const [decision, setDecision] = useState<string>('');
  const [reason, setReason] = useState('');
  const chosen = item.decisions.find((known) => known.decision === decision);
  const submit = async (): Promise<void> => {
    if (chosen === undefined) return;
    const { key } = item;
    const outcome = await resolve.run({ key, decision: chosen.decision, reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t('backup.decided', { subject: item.subject }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('backup.decideTitle', { subject: item.subject })}
      intro={t('backup.decideIntro')}
      submit={t('backup.decide')}
      isBusy={resolve.isBusy}
      failure={resolve.failure}
      canSubmit={chosen !== undefined && reason.trim().length >= 3 && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Radio.Group label={t('backup.decision')} value={decision} onChange={setDecision}>
        <Stack gap="sm" mt="xs">
          {item.decisions.map(({ decision: value, effect }) => (
            <Radio
              key={value}
              value={value}
              label={t(`backup.decisionOf.${value}`)}
              description={effect}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
