import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';

const tabs = ['trail', 'review'] as const;

/** The trail and its review, for those who may see both. */
export function TrailTabs({ value }: { readonly value: (typeof tabs)[number] }) {
  const { t } = useTranslation();
  const mayLook = useMay('trail.reviews');
  if (!mayLook) return null;
  return (
    <Tabs value={value} onChange={(next) => go('trail', next === 'review' ? 'review' : null)}>
      <Tabs.List aria-label={t('review.tabs')}>
        {tabs.map((known) => (
          <Tabs.Tab key={known} value={known}>
            {t(`review.tab.${known}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
