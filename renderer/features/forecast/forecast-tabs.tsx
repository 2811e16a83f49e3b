import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WorkbookContext } from '../../charts/workbook-context.ts';
import chart from '../../charts/lab-chart.module.css';
import { mayAsk, useMay, useSession } from '../../state/session.ts';
import type { SignedInUser } from '../../state/session.ts';
import { go } from '../../state/route.ts';
import { ForecastPart } from './forecast-part.tsx';
import classes from './forecast.module.css';
import { BackTestPart } from './questions/back-test-part.tsx';
import { CentresPart } from './questions/centres-part.tsx';
import { ComparePart } from './questions/compare-part.tsx';
import { FrontierPart } from './questions/frontier-part.tsx';
import { RunsPart } from './runs/runs-part.tsx';
import { useWorkbooks } from './use-workbooks.ts';

const parts = {
  scenario: { Part: ForecastPart, needs: 'forecast.run' },
  compare: { Part: ComparePart, needs: 'forecast.compare' },
  frontier: { Part: FrontierPart, needs: 'forecast.optimise' },
  sites: { Part: CentresPart, needs: 'forecast.centres' },
  runs: { Part: RunsPart, needs: 'forecast.runs' },
  'back-test': { Part: BackTestPart, needs: 'forecast.backTest' },
} as const;
type PartName = keyof typeof parts;

/** The parts of the screen that this person may use. */
export const forecastParts = (user: SignedInUser | null): readonly PartName[] =>
  (Object.keys(parts) as PartName[]).filter((name) => mayAsk(user, parts[name].needs));

/** One scenario, and the questions about it. */
export function ForecastTabs({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const known = forecastParts(useSession().status.user);
  const chosen = known.find((name) => name === open) ?? known[0] ?? 'scenario';
  const { Part } = parts[chosen];
  const workbooks = useWorkbooks();
  const mayTable = useMay('forecast.table');
  return (
    <Tabs
      value={chosen}
      onChange={(next) => go('forecast', next === known[0] ? null : next)}
      className={chart.palette ?? ''}
    >
      <Tabs.List aria-label={t('forecast.title')}>
        {known.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`forecast.part.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={chosen} className={classes.tabPanel}>
        <WorkbookContext value={mayTable ? workbooks : null}>
          <Part />
        </WorkbookContext>
      </Tabs.Panel>
    </Tabs>
  );
}
