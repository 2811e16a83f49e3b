import { PasswordInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';

const fewestShares = 2;
const empty = { user: '', shares: '', passphrase: '', again: '', reason: '' };

/** Enough recovery shares give a person access again on this machine, with a passphrase of their own choice. */
export function RecoverDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const recover = useCommand('store.recover');
  const [form, setForm] = useState(empty);
  const { user, passphrase, again, reason } = form;
  const shares = form.shares.split(/\s+/).filter(Boolean);
  const set = (member: keyof typeof empty) => (value: string) =>
    setForm({ ...form, [member]: value });
  const submit = async (): Promise<void> => {
    const outcome = await recover.run({ user, passphrase, shares, reason });
    if (!outcome.ok) return;
    announce({ message: t('session.recovered', { user }) });
    onClose();
  };
  const isWhole = user !== '' && passphrase !== '' && again === passphrase;
  return (
    <FormDialog
      title={t('session.recover')}
      intro={t('session.recoverIntro')}
      submit={t('session.recoverNow')}
      isBusy={recover.isBusy}
      failure={recover.failure}
      canSubmit={isWhole && shares.length >= fewestShares && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Stack gap="md">
        <TextInput
          label={t('common.userName')}
          autoComplete="off"
          value={user}
          onChange={(event) => set('user')(event.currentTarget.value)}
        />
        <Textarea
          label={t('session.shares')}
          description={t('session.sharesNote')}
          autosize
          minRows={3}
          spellCheck={false}
          value={form.shares}
          onChange={(event) => set('shares')(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.newPassphrase')}
          description={t('session.newPassphraseNote')}
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => set('passphrase')(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.newPassphraseAgain')}
          autoComplete="new-password"
          value={again}
          error={again !== '' && again !== passphrase ? t('session.passphrasesDiffer') : undefined}
          onChange={(event) => set('again')(event.currentTarget.value)}
        />
        <ReasonField value={reason} onChange={set('reason')} />
      </Stack>
    </FormDialog>
  );
}
