import { Tooltip } from '@mantine/core';
import {
  IconChartAreaLine,
  IconDice5,
  IconHelpCircle,
  IconListCheck,
  IconLockOpen,
  IconMail,
  IconPackages,
  IconBuildingWarehouse,
  IconTruckDelivery,
  IconScale,
  IconSettings,
  IconTemperature,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../../state/route.ts';
import type { Screen } from '../../state/route.ts';
import { screensOf, useSession } from '../../state/session.ts';
import classes from './shell.module.css';

const icons: Readonly<Record<Screen, Icon>> = {
  today: IconListCheck,
  kits: IconPackages,
  stock: IconBuildingWarehouse,
  shipments: IconTruckDelivery,
  'cold-chain': IconTemperature,
  subjects: IconUsers,
  randomization: IconDice5,
  backup: IconMail,
  forecast: IconChartAreaLine,
  accountability: IconScale,
  'code-break': IconLockOpen,
  trail: IconTimeline,
  study: IconSettings,
  help: IconHelpCircle,
};

/** The screens, in the order of the working day. */
export function Navigation({ active }: { readonly active: Screen }) {
  const { t } = useTranslation();
  const { version, user } = useSession().status;
  return (
    <nav className={classes.nav} aria-label={t('common.navigation')}>
      {screensOf(user).map((screen) => {
        const ScreenIcon = icons[screen];
        return (
          <Tooltip
            key={screen}
            label={t(`common.screen.${screen}`)}
            position="right"
            disabled={window.innerWidth >= 1180}
          >
            <a
              href={hashOf(screen)}
              className={classes.link}
              aria-label={t(`common.screen.${screen}`)}
              aria-current={screen === active ? 'page' : undefined}
            >
              <ScreenIcon size={18} stroke={1.7} aria-hidden />
              <span>{t(`common.screen.${screen}`)}</span>
            </a>
          </Tooltip>
        );
      })}
      <p className={classes.navFoot}>{t('common.version', { version })}</p>
    </nav>
  );
}
