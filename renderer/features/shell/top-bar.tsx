import {
  ActionIcon,
  Kbd,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLock, IconMoon, IconScan, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EnvironmentBadge } from '../../components/environment-badge.tsx';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useStudy } from '../../state/use-study.ts';
import { spotlight } from '@mantine/spotlight';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** Which study, the way to everything, and the lock. */
export function TopBar() {
  const { t } = useTranslation();
  const { status, accept } = useSession();
  const study = useStudy();
  const lock = useCommand('session.lock');
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <header className={classes.bar}>
      <div className={classes.identity}>
        <span className={classes.protocol}>{status.store?.protocol ?? status.store?.name}</span>
        <EnvironmentBadge
          environment={status.store?.environment ?? null}
          isDemonstration={status.store?.demonstration ?? false}
        />
        <span className={classes.studyTitle}>{study?.protocol.title}</span>
      </div>
      <button type="button" className={classes.search} onClick={spotlight.open}>
        <IconScan size={16} stroke={1.7} aria-hidden />
        <span className={classes.searchWords}>{t('common.searchOrScan')}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </button>
      <div className={classes.tools}>
        <Tooltip label={t(`common.scheme.${other}`)}>
          <ActionIcon
            aria-label={t(`common.scheme.${other}`)}
            onClick={() => setColorScheme(other)}
          >
            {scheme === 'dark' ? (
              <IconSun size={18} stroke={1.7} />
            ) : (
              <IconMoon size={18} stroke={1.7} />
            )}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('common.lock')}>
          <ActionIcon
            aria-label={t('common.lock')}
            onClick={() =>
              void lock.run({}).then((outcome) => {
                if (outcome.ok) accept(outcome.value);
              })
            }
          >
            <IconLock size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <UserMenu />
      </div>
    </header>
  );
}
