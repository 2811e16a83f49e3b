import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { go } from '../../state/route.ts';
import { AboutTab } from './about-tab.tsx';
import { BackupsTab } from '../file-backup/backups-tab.tsx';
import { EvidenceTab } from '../evidence/evidence-tab.tsx';
import { DefinitionTab } from './definition-tab.tsx';
import { AccessTab } from './access-tab.tsx';
import { PlacesTab } from './places-tab.tsx';
import { RolesTab } from './roles-tab.tsx';
import { TextTab } from './text-tab.tsx';

const tabs = [
  'definition',
  'places',
  'people',
  'roles',
  'text',
  'backups',
  'evidence',
  'about',
] as const;
type Tab = (typeof tabs)[number];

const contents: Readonly<Record<Tab, () => React.ReactNode>> = {
  definition: DefinitionTab,
  places: PlacesTab,
  people: AccessTab,
  roles: RolesTab,
  text: TextTab,
  backups: BackupsTab,
  evidence: EvidenceTab,
  about: AboutTab,
};

/** The study itself: what it is, where, who, and what each may. */
export function StudyScreen({ tab }: { readonly tab: string | null }) {
  const { t } = useTranslation();
  const chosen = tabs.find((known) => known === tab) ?? 'definition';
  const Content = contents[chosen];
  return (
    <Page title={t('study.title')} subtitle={t('study.subtitle')} help="study">
      <Tabs value={chosen} onChange={(next) => go('study', next)}>
        <Tabs.List aria-label={t('study.title')}>
          {tabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`study.tab.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={chosen} pt="lg">
          <Content />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
