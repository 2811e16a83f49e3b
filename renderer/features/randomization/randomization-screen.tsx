import { Button, Group } from '@mantine/core';
import { IconDice5, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { DesignLab } from '../lab/design-lab.tsx';
import { CohortPanel } from './cohorts/cohort-panel.tsx';
import { ListChoice } from './list-choice.tsx';
import { ListDetail } from './list-detail.tsx';
import classes from './randomization.module.css';
import { labRoute, RandomizationTabs } from './randomization-tabs.tsx';

/** The lists, or the laboratory where their procedure is chosen. */
export function RandomizationScreen({ open }: { readonly open: string | null }) {
  return open === labRoute ? <LabScreen /> : <ListsScreen open={open} />;
}

function LabScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t('randomization.title')} subtitle={t('lab.subtitle')} help="design-lab">
      <RandomizationTabs chosen="lab">
        <DesignLab />
      </RandomizationTabs>
    </Page>
  );
}

/** The randomization lists, from generation to lock. */
function ListsScreen({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('randomization.lists', {});
  const mayGenerate = useMay('randomization.generate');
  const openDialog = useViewState((state) => state.open);
  const chosen =
    data?.lists.find(({ list }) => list === open) ??
    data?.lists.find(({ status }) => status === 'locked') ??
    data?.lists[0];
  const generate = mayGenerate && (
    <Group gap="sm">
      <Button variant="default" onClick={() => openDialog({ kind: 'define-scheme' })}>
        {t('scheme.define')}
      </Button>
      <Button
        leftSection={<IconPlus size={16} />}
        onClick={() => openDialog({ kind: 'generate-list' })}
      >
        {t('randomization.generate')}
      </Button>
    </Group>
  );
  return (
    <Page
      title={t('randomization.title')}
      subtitle={t('randomization.subtitle')}
      help="randomization"
      actions={generate}
    >
      <RandomizationTabs chosen="lists">
        <FailureNotice failure={failure} />
        <CohortPanel />
        {data?.lists.length === 0 && (
          <Panel>
            <EmptyState
              icon={IconDice5}
              title={t('randomization.none')}
              next={t(mayGenerate ? 'randomization.noneNext' : 'randomization.noneAsk')}
              action={generate}
            />
          </Panel>
        )}
        {chosen !== undefined && (
          <div className={classes.columns}>
            <ListChoice lists={data?.lists ?? []} chosen={chosen.list} />
            <ListDetail list={chosen} />
          </div>
        )}
      </RandomizationTabs>
    </Page>
  );
}
