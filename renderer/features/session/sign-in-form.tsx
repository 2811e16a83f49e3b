import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { Failure } from '../../transport/client.ts';
import classes from './door.module.css';

interface Properties {
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  onSend(user: string, passphrase: string): void;
}

/** Name and passphrase; both stay as typed when they are refused. */
export function SignInForm({ isBusy, failure, onSend }: Properties) {
  const { t } = useTranslation();
  const [user, setUser] = useState('');
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      className={classes.panel}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(user, passphrase);
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('common.userName')}
          autoComplete="username"
          autoFocus
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('common.passphrase')}
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <FailureNotice failure={failure} />
        <Button type="submit" loading={isBusy} disabled={user === '' || passphrase === ''}>
          {t('session.signIn')}
        </Button>
      </Stack>
    </form>
  );
}
