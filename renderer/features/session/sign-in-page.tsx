import { Anchor, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { DemonstrationUsers } from './demonstration-users.tsx';
import { Door } from './door.tsx';
import classes from './door.module.css';
import { RestoreDialog } from '../file-backup/restore-dialog.tsx';
import { RecoverDialog } from './recover-dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Opens the chosen study with a name and a passphrase. */
export function SignInPage({ onChooseOther }: { onChooseOther(): void }) {
  const { t } = useTranslation();
  const { status, accept } = useSession();
  const signIn = useCommand('session.signIn');
  const [dialog, setDialog] = useState<'recover' | 'restore' | null>(null);
  const send = async (user: string, passphrase: string): Promise<void> => {
    const outcome = await signIn.run({ user, passphrase });
    if (outcome.ok) accept(outcome.value);
  };
  const { store, demonstrationUsers } = status;
  const hasCards = demonstrationUsers.length > 0;
  return (
    <Door
      title={
        store?.demonstration === true
          ? t('session.demonstrationStudy')
          : (store?.protocol ?? store?.name ?? t('session.signIn'))
      }
      intro={t('session.signInIntro')}
      width={hasCards ? 900 : 440}
    >
      <div className={hasCards ? classes.sides : undefined}>
        <div>
          <SignInForm
            isBusy={signIn.isBusy}
            failure={signIn.failure}
            onSend={(user, passphrase) => void send(user, passphrase)}
          />
          <Group mt="lg" gap="lg">
            <Anchor component="button" type="button" size="sm" onClick={onChooseOther}>
              {t('session.chooseOther')}
            </Anchor>
            <Anchor component="button" type="button" size="sm" onClick={() => setDialog('recover')}>
              {t('session.recover')}
            </Anchor>
            <Anchor component="button" type="button" size="sm" onClick={() => setDialog('restore')}>
              {t('fileBackup.restore')}
            </Anchor>
          </Group>
        </div>
        {hasCards && (
          <DemonstrationUsers
            users={demonstrationUsers}
            isBusy={signIn.isBusy}
            onChoose={(card) => void send(card.user, card.passphrase)}
          />
        )}
      </div>
      {dialog === 'recover' && <RecoverDialog onClose={() => setDialog(null)} />}
      {dialog === 'restore' && <RestoreDialog known={[]} onClose={() => setDialog(null)} />}
    </Door>
  );
}
