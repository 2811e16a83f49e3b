import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';

const tabs = ['kits', 'labels'] as const;

/** The two halves of the Kits screen, for those who may see both. */
export function KitTabs({ value }: { readonly value: (typeof tabs)[number] }) {
  const { t } = useTranslation();
  const mayLook = useMay('labels.page');
  if (!mayLook) return null;
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
