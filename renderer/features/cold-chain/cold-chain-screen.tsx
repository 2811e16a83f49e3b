import { Button, Tabs } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { ExcursionDetail } from './excursion-detail.tsx';
import { ExcursionDesk } from './excursion-desk.tsx';
import { FilesTab } from './files-tab.tsx';
import { ImportBench } from './import/import-bench.tsx';
import { ProfilesTab } from './profiles/profiles-tab.tsx';
import classes from './cold-chain.module.css';

const tabs = ['desk', 'import', 'files', 'profiles'] as const;
type Tab = (typeof tabs)[number];

/** Where a route leads: no excursion begins with `~`. */
function tabOf(open: string | null): Tab {
  if (open === null || !open.startsWith('~')) return 'desk';
  return tabs.find((tab) => open.startsWith(`~${tab}`)) ?? 'desk';
}

/** What follows the tab, e.g. the shipment whose logger is to be imported. */
const restOf = (open: string | null): string | null => open?.split('/')[1] ?? null;

function contentOf(tab: Tab, open: string | null): ReactNode {
  switch (tab) {
    case 'import':
      return <ImportBench shipment={restOf(open)} />;
    case 'files':
      return <FilesTab open={restOf(open)} />;
    case 'profiles':
      return <ProfilesTab />;
    case 'desk':
      return open === null ? <ExcursionDesk /> : <ExcursionDetail key={open} excursion={open} />;
  }
}

/** Logger files, what they mean for kits, and the decisions. */
export function ColdChainScreen({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const mayImport = useMay('loggers.import');
  const chosen = tabOf(open);
  return (
    <Page
      title={t('temperature.title')}
      subtitle={t('temperature.subtitle')}
      help="cold-chain"
      fills
      actions={
        mayImport && (
          <Button
            leftSection={<IconFileImport size={16} stroke={1.7} />}
            onClick={() => go('cold-chain', '~import')}
          >
            {t('temperature.import.action')}
          </Button>
        )
      }
    >
      <Tabs
        value={chosen}
        className={classes.tabs ?? ''}
        onChange={(next) => go('cold-chain', next === 'desk' ? null : `~${next}`)}
      >
        <Tabs.List aria-label={t('temperature.title')}>
          {tabs
            .filter((tab) => tab !== 'import' || mayImport)
            .map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(`temperature.tab.${tab}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value={chosen} className={classes.tabPanel ?? ''}>
          {contentOf(chosen, open)}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
