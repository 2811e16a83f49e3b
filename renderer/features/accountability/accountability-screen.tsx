import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../components/export-menu.tsx';
import { Page } from '../../components/page.tsx';
import { useDownload } from '../../components/use-download.ts';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { TakeOutDialog } from '../custody/take-out-dialog.tsx';
import { AccountActions } from './account-actions.tsx';
import { accountabilityTabs, openedTab } from './accountability-tab.ts';
import type { AccountabilityTab } from './accountability-tab.ts';
import { DestructionsView } from './destructions-view.tsx';
import { PlacesView } from './places-view.tsx';
import { ReconcileView } from './reconcile-view.tsx';
import { StudyView } from './study-view.tsx';
import { SubjectsView } from './subjects-view.tsx';

type View = (properties: { readonly open: string | null }) => React.ReactNode;

const views: Readonly<Record<AccountabilityTab, View>> = {
  sites: ({ open }) => <PlacesView kind="site" open={open} />,
  depots: ({ open }) => <PlacesView kind="depot" open={open} />,
  study: StudyView,
  subjects: SubjectsView,
  reconcile: ReconcileView,
  destructions: DestructionsView,
};

/** Every kit and unit from receipt to destruction: who has it, what came back, what does not add up. */
export function AccountabilityScreen({ open: id }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { tab, open } = openedTab(id);
  const Shown = views[tab];
  return (
    <Page
      title={t('accountability.title')}
      subtitle={t('accountability.subtitle')}
      help="accountability"
      fills
      actions={
        <>
          <AccountExport />
          <AccountActions />
        </>
      }
    >
      <Tabs value={tab} onChange={(next) => go('accountability', next)}>
        <Tabs.List aria-label={t('accountability.title')}>
          {accountabilityTabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`accountability.tab.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Shown open={open} />
    </Page>
  );
}

const tables = ['da', 'subjects', 'kits', 'places'] as const;

function AccountExport() {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const mayTakeOut = useMay('custody.exportDrugAccounts');
  const [isTaking, setTaking] = useState(false);
  const formats = tables.flatMap((table) =>
    (['csv', 'xlsx'] as const).map(
      (format) =>
        [
          `${table} ${format}`,
          t('accountability.exportAs', {
            table: t(`accountability.table.${table}`),
            format: format.toUpperCase(),
          }),
        ] as const,
    ),
  );
  return (
    <>
      <ExportMenu
        formats={[
          ...formats,
          ...(mayTakeOut ? [['complete', t('accountability.exportComplete')] as const] : []),
        ]}
        isBusy={isBusy}
        onExport={(choice) => {
          if (choice === 'complete') return setTaking(true);
          const table = tables.find((known) => choice.startsWith(known)) ?? 'da';
          const format = choice.endsWith('xlsx') ? 'xlsx' : 'csv';
          void download('accountability.export', { table, format });
        }}
      />
      {isTaking && (
        <TakeOutDialog
          what={{ part: 'kit-map', file: 'drug-accounts' }}
          onClose={() => setTaking(false)}
        />
      )}
    </>
  );
}
