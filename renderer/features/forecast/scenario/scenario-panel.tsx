import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../components/panel.tsx';
import { useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { ScenarioEditor } from './editor/scenario-editor.tsx';
import { useProblems } from './editor/use-problems.ts';
import { RunBar } from './run-bar.tsx';

interface Place {
  readonly path: string;
  readonly message: string;
}

function Places({ list }: { readonly list: readonly Place[] }) {
  return (
    <ul className={classes.notes}>
      {list.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  );
}

interface Properties {
  readonly scenario: Scenario;
  /** The answer below is of this scenario, and repeats its warnings. */
  readonly isAnswered: boolean;
}

/** The scenario with what had to be assumed, what is wrong with it, and its run. */
export function ScenarioPanel({ scenario, isAnswered }: Properties) {
  const { t } = useTranslation();
  const { assumed, change, run } = useForecast();
  // Beside an answer the scenario is small; without one it is what there is to do.
  const [isWhole, setWhole] = useState(run.answer === null && run.job === null);
  const checked = useProblems(scenario);
  const { problems, warnings } = checked;
  const sites = scenario.sites.reduce((sum, { count = 1 }) => sum + count, 0);
  return (
    <Panel
      title={t('forecast.scenario')}
      note={t('forecast.scenarioNote', {
        sites,
        lots: scenario.lots.length,
        visits: scenario.visits.length,
      })}
      actions={
        <Button variant="default" size="xs" onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? 'scenario.fold' : 'scenario.unfold')}
        </Button>
      }
    >
      <ScenarioEditor scenario={scenario} checked={checked} isWhole={isWhole} onChange={change} />
      {problems.length > 0 && (
        <div role="alert" className={classes.wrong}>
          <p>{t('scenario.wrong')}</p>
          <Places list={problems.map(({ path, text }) => ({ path, message: text }))} />
        </div>
      )}
      {assumed.length > 0 && (
        <details className={classes.assumed}>
          <summary className="quiet">{t('forecast.assumed', { count: assumed.length })}</summary>
          <Places list={assumed} />
        </details>
      )}
      {warnings.length > 0 && !isAnswered && (
        <details className={classes.assumed}>
          <summary className="quiet">{t('forecast.warned', { count: warnings.length })}</summary>
          <Places list={warnings} />
        </details>
      )}
      <RunBar />
    </Panel>
  );
}
