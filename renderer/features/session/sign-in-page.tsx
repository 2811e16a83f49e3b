import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { DemonstrationUsers } from './demonstration-users.tsx';
import { Door } from './door.tsx';
import classes from './door.module.css';

/** Opens the chosen study with a name and a passphrase. */
export function SignInPage({ onChooseOther }: { onChooseOther(): void }) {
  const { t } = useTranslation();
  const { status, accept } = useSession();
  const signIn = useCommand('session.signIn');
  const [user, setUser] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const send = async (name: string, secret: string): Promise<void> => {
    const outcome = await signIn.run({ user: name, passphrase: secret });
    if (outcome.ok) accept(outcome.value);
  };
  const { store, demonstrationUsers } = status;
  const hasCards = demonstrationUsers.length > 0;
  return (
    <Door
      title={store?.protocol ?? store?.name ?? t('session.signIn')}
      intro={t('session.signInIntro', { name: store?.name ?? '' })}
      width={hasCards ? 560 : 440}
    >
      <form
        className={classes.panel}
        onSubmit={(event) => {
          event.preventDefault();
          void send(user, passphrase);
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('common.userName')}
            autoComplete="username"
            data-autofocus
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
          <FailureNotice failure={signIn.failure} />
          <Button type="submit" loading={signIn.isBusy} disabled={user === '' || passphrase === ''}>
            {t('session.signIn')}
          </Button>
        </Stack>
      </form>
      {hasCards && (
        <DemonstrationUsers
          users={demonstrationUsers}
          isBusy={signIn.isBusy}
          onChoose={(card) => void send(card.user, card.passphrase)}
        />
      )}
      <Anchor component="button" type="button" mt="lg" size="sm" onClick={onChooseOther}>
        {t('session.chooseOther')}
      </Anchor>
    </Door>
  );
}
