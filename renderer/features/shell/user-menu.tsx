import { Avatar, Menu } from '@mantine/core';
import { IconEye, IconEyeOff, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import classes from './shell.module.css';

/** Who is signed in, and what that person may see. */
export function UserMenu() {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const open = useViewState((state) => state.open);
  if (user === null) return null;
  const EyeIcon = user.unblinded ? IconEye : IconEyeOff;
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={classes.person}
          aria-label={t('common.userMenu', { name: user.printedName })}
        >
          <Avatar
            name={user.printedName}
            size={28}
            radius="xl"
            color="petrol.8"
            variant="filled"
            alt=""
          />
          <span className={classes.personWords}>
            <span className={classes.personName}>{user.printedName}</span>
            <span className={classes.personRole}>{t(`common.role.${user.role}`)}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <EyeIcon size={13} aria-hidden style={{ verticalAlign: -2 }} />{' '}
          {t(user.unblinded ? 'common.holdsKey' : 'common.isBlinded')}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconKey size={16} stroke={1.7} />}
          onClick={() => open({ kind: 'change-passphrase' })}
        >
          {t('session.changePassphrase')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
