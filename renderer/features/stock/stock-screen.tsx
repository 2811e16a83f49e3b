import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { go } from '../../state/route.ts';
import { CampaignActions } from '../campaigns/campaign-actions.tsx';
import { CampaignsView } from '../campaigns/campaigns-view.tsx';
import { LotActions } from '../lots/lot-actions.tsx';
import { LotsView } from '../lots/lots-view.tsx';
import { PlacesView } from './places-view.tsx';
import { StockExport } from './stock-export.tsx';

const tabs = ['places', 'lots', 'campaigns'] as const;
type Tab = (typeof tabs)[number];

/** `lots/L-1` is a lot, `campaigns/E-1` an extension, anything else a place. */
function opened(id: string | null): { readonly tab: Tab; readonly open: string | null } {
  for (const tab of ['lots', 'campaigns'] as const) {
    if (id === tab) return { tab, open: null };
    if (id?.startsWith(`${tab}/`)) return { tab, open: id.slice(tab.length + 1) };
  }
  return { tab: 'places', open: id };
}

const actions: Readonly<Record<Tab, () => React.ReactNode>> = {
  places: StockExport,
  lots: LotActions,
  campaigns: CampaignActions,
};

const views: Readonly<Record<Tab, (properties: { open: string | null }) => React.ReactNode>> = {
  places: PlacesView,
  lots: LotsView,
  campaigns: CampaignsView,
};

/** What every place holds, the lots that it comes from, and the extensions of their expiry. */
export function StockScreen({ open: id }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { tab, open } = opened(id);
  const Actions = actions[tab];
  const View = views[tab];
  return (
    <Page
      title={t('stock.title')}
      subtitle={t('stock.subtitle')}
      help={tab === 'places' ? 'stock' : 'lots'}
      fills
      actions={<Actions />}
    >
      <Tabs value={tab} onChange={(next) => go('stock', next === 'places' ? null : next)}>
        <Tabs.List aria-label={t('stock.title')}>
          {tabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`stock.tab.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <View open={open} />
    </Page>
  );
}
