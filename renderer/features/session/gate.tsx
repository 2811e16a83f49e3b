import { useState } from 'react';
import { useSession } from '../../state/session.ts';
import { Shell } from '../shell/shell.tsx';
import { SiteShell } from '../site-mode/site-shell.tsx';
import { FirstPassphrasePage } from './first-passphrase-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { StudyChooser } from './study-chooser.tsx';

/** Decides which page the session allows: choose a study, sign in, or work. */
export function Gate() {
  const { status, refresh } = useSession();
  const [isChoosing, setChoosing] = useState(false);
  if (status.state === 'signed-in' && status.user !== null) {
    if (status.user.mustChangePassphrase) return <FirstPassphrasePage />;
    return status.mode === 'site' ? <SiteShell /> : <Shell />;
  }
  if (status.state === 'no-store' || status.store === null || isChoosing) {
    return (
      <StudyChooser
        onChosen={() => {
          setChoosing(false);
          void refresh();
        }}
      />
    );
  }
  return <SignInPage onChooseOther={() => setChoosing(true)} />;
}
