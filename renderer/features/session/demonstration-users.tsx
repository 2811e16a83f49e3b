import { IconArrowRight, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isUnblindedRole, roles } from '../../../shared/domain/access/roles.ts';
import type { SessionStatus } from '../../../shared/contracts/session.ts';
import classes from './door.module.css';

type DemonstrationUser = SessionStatus['demonstrationUsers'][number];

interface Properties {
  readonly users: readonly DemonstrationUser[];
  readonly isBusy: boolean;
  onChoose(user: DemonstrationUser): void;
}

/** In a demonstration the people are invented and their passphrases printed: one click signs in. */
export function DemonstrationUsers({ users, isBusy, onChoose }: Properties) {
  const { t } = useTranslation();
  // Who can do the most comes first: a newcomer looks around as an unblinded pharmacist.
  const inOrder = users.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  return (
    <section>
      <h2 className={classes.section}>{t('session.demonstrationUsers')}</h2>
      <p className={classes.sectionNote}>
        {t('session.demonstrationPassphrase', { passphrase: users[0]?.passphrase })}
      </p>
      <ul className={classes.list}>
        {inOrder.map((user) => {
          const EyeIcon = isUnblindedRole(user.role) ? IconEye : IconEyeOff;
          return (
            <li key={user.user}>
              <button
                type="button"
                className={classes.row}
                disabled={isBusy}
                onClick={() => onChoose(user)}
              >
                <EyeIcon size={18} stroke={1.7} aria-hidden />
                <span className={classes.rowWords}>
                  <span className={classes.rowTitle}>{user.printedName}</span>
                  <br />
                  <span className={classes.rowNote}>
                    {t(`common.role.${user.role}`)} · {user.user}
                  </span>
                </span>
                <IconArrowRight size={16} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
