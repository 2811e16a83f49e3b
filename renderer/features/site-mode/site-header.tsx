import {
  Button,
  Group,
  ActionIcon,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLock, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import classes from './site-shell.module.css';

/** Which study and site, who is here, and the lock. */
export function SiteHeader({ status }: { readonly status: OutputOf<'site.status'> | undefined }) {
  const { t } = useTranslation();
  const { status: session, accept } = useSession();
  const lock = useCommand('session.lock');
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const other = isDark ? 'light' : 'dark';
  return (
    <header className={classes.header}>
      <div>
        <p className={classes.place}>
          {status === undefined ? t('common.starting') : `${status.site} · ${status.siteName}`}
        </p>
        <p className={classes.study}>
          {status === undefined ? '' : `${status.protocol} · ${status.title}`}
        </p>
      </div>
      <Group gap="md">
        <span className={classes.person}>{session.user?.printedName}</span>
        <ActionIcon
          size={42}
          aria-label={t(`common.scheme.${other}`)}
          onClick={() => setColorScheme(other)}
        >
          {isDark ? <IconSun size={22} stroke={1.7} /> : <IconMoon size={22} stroke={1.7} />}
        </ActionIcon>
        <Button
          size="md"
          variant="default"
          leftSection={<IconLock size={18} stroke={1.7} />}
          onClick={() =>
            void lock.run({}).then((outcome) => {
              if (outcome.ok) accept(outcome.value);
            })
          }
        >
          {t('siteMode.lock')}
        </Button>
      </Group>
    </header>
  );
}
