import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { go } from '../../state/route.ts';

const tabs = ['kits', 'labels'] as const;

/** The two halves of the Kits screen. */
export function KitTabs({ value }: { readonly value: (typeof tabs)[number] }) {
  const { t } = useTranslation();
  return (
    <Tabs value={value} onChange={(next) => go('kits', next === 'labels' ? 'labels' : null)}>
      <Tabs.List aria-label={t('kits.title')}>
        {tabs.map((known) => (
          <Tabs.Tab key={known} value={known}>
            {t(`${known}.title`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
