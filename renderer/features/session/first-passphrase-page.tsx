import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session.ts';
import { Door } from './door.tsx';
import classes from './door.module.css';
import { PassphraseForm } from './passphrase-form.tsx';

/** The first passphrase was chosen by somebody else, so it must be changed before anything else. */
export function FirstPassphrasePage() {
  const { t } = useTranslation();
  const { refresh } = useSession();
  return (
    <Door title={t('session.firstPassphrase')} intro={t('session.firstPassphraseIntro')}>
      <div className={classes.panel}>
        <PassphraseForm onChanged={() => void refresh()} />
      </div>
    </Door>
  );
}
