import { Button, PasswordInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useCommand } from '../../state/use-command.ts';

/** Changes one's own passphrase; the new one is typed twice. */
export function PassphraseForm({ onChanged }: { onChanged(): void }) {
  const { t } = useTranslation();
  const change = useCommand('session.changePassphrase');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== next;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void change.run({ current, next }).then((outcome) => {
          if (outcome.ok) onChanged();
        });
      }}
    >
      <Stack gap="md">
        <PasswordInput
          label={t('session.currentPassphrase')}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.newPassphrase')}
          description={t('session.newPassphraseNote')}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.newPassphraseAgain')}
          autoComplete="new-password"
          value={again}
          error={differs ? t('session.passphrasesDiffer') : undefined}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <FailureNotice failure={change.failure} />
        <Button
          type="submit"
          loading={change.isBusy}
          disabled={current === '' || next === '' || again !== next}
        >
          {t('session.changePassphrase')}
        </Button>
      </Stack>
    </form>
  );
}
