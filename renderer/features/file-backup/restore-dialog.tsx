import { Button, Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupComparison, FileBackup } from '../../../shared/contracts/backups.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { BackupFields } from './backup-fields.tsx';
import { Comparison } from './comparison.tsx';
import { readWitnessed } from './restore-form.ts';
import type { RestoreForm } from './restore-form.ts';

interface Properties {
  /** Backups that the study knows; none before sign-in. */
  readonly known: readonly FileBackup[];
  onClose(): void;
}

const needsConsent = ({ missing, anchor, witnessed }: BackupComparison): boolean =>
  missing > 0 || anchor.verdict === 'lacks' || witnessed.some(({ verdict }) => verdict === 'lacks');

/** First the backup is held against everything that knows the study; then it becomes a new file. */
export function RestoreDialog({ known, onClose }: Properties) {
  const { t } = useTranslation();
  const { refresh, status } = useSession();
  const compare = useCommand('backups.compare');
  const restore = useCommand('backups.restore');
  const user = status.user?.user ?? '';
  const [form, setForm] = useState<RestoreForm>({
    backup: '',
    user,
    passphrase: '',
    witnessed: '',
  });
  const [found, setFound] = useState<BackupComparison | null>(null);
  const [reason, setReason] = useState('');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('backups.restore');
  const second = useSignature('backups.restore', true);
  const [acceptsLoss, setAccepts] = useState(false);
  const read = readWitnessed(form.witnessed);
  const asked = { ...form, witnessed: typeof read === 'number' ? [] : [...read] };
  const look = async (): Promise<void> => {
    const outcome = await compare.run(asked);
    if (!outcome.ok) return;
    setFound(outcome.value);
    setSignature({ ...signature, user: form.user, passphrase: '' });
  };
  const act = async (): Promise<void> => {
    const { backup, witnessed } = asked;
    const outcome = await restore.run({
      backup,
      witnessed,
      reason,
      acceptsLoss,
      signature,
      ...(found?.needsSecondSigner === true ? { second: second.signature } : {}),
    });
    if (!outcome.ok) {
      forgetPassphrase();
      return second.forgetPassphrase();
    }
    const { path, epoch } = outcome.value;
    announce({ message: t('fileBackup.restored', { path, epoch }) });
    await refresh();
    onClose();
  };
  const isTyped = form.backup.trim() !== '' && form.user.trim() !== '' && form.passphrase !== '';
  const isAgreed =
    found !== null &&
    (acceptsLoss || !needsConsent(found)) &&
    (second.isComplete || !found.needsSecondSigner);
  return (
    <FormDialog
      title={t('fileBackup.restore')}
      intro={found === null ? t('fileBackup.restoreIntro') : undefined}
      submit={t(found === null ? 'fileBackup.compare' : 'fileBackup.restoreNow')}
      size={found === null ? 560 : 860}
      isBusy={compare.isBusy || restore.isBusy}
      isDangerous={found !== null && needsConsent(found)}
      failure={compare.failure ?? restore.failure}
      canSubmit={
        found === null
          ? isTyped && typeof read !== 'number'
          : isAgreed && reason.trim().length >= 3 && isComplete
      }
      onSubmit={() => void (found === null ? look() : act())}
      onClose={onClose}
    >
      {found === null ? (
        <BackupFields form={form} known={known} onChange={setForm} />
      ) : (
        <Stack gap="md">
          <Comparison found={found} />
          {needsConsent(found) && (
            <Checkbox
              label={t('fileBackup.acceptLoss')}
              checked={acceptsLoss}
              onChange={(event) => setAccepts(event.currentTarget.checked)}
            />
          )}
          <ReasonField value={reason} onChange={setReason} />
          <SignatureFields value={signature} onChange={setSignature} />
          {found.needsSecondSigner && (
            <SignatureFields
              legend={t('fileBackup.secondSigner')}
              value={second.signature}
              onChange={second.setSignature}
            />
          )}
          <Button variant="subtle" w="fit-content" onClick={() => setFound(null)}>
            {t('fileBackup.back')}
          </Button>
        </Stack>
      )}
    </FormDialog>
  );
}
