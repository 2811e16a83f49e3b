import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../state/route.ts';
import classes from './randomization.module.css';

/** No list can have this name. */
export const labRoute = '~lab';

interface Properties {
  readonly chosen: 'lists' | 'lab';
  readonly children: ReactNode;
}

/** The two parts of the screen: the lists, and where their procedure is chosen. */
export function RandomizationTabs({ chosen, children }: Properties) {
  const { t } = useTranslation();
  return (
    <Tabs value={chosen} onChange={(next) => go('randomization', next === 'lab' ? labRoute : null)}>
      <Tabs.List aria-label={t('randomization.title')}>
        <Tabs.Tab value="lists">{t('lab.lists')}</Tabs.Tab>
        <Tabs.Tab value="lab">{t('lab.title')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value={chosen} className={classes.tabPanel}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
