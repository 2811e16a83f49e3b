import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { aboutOf, useForecast } from './forecast-state.ts';
import classes from './forecast.module.css';
import { NoScenario } from './no-scenario.tsx';
import { Bands } from './results/bands.tsx';
import { Results } from './results/results.tsx';
import { RunProgress } from './run-progress.tsx';
import { ScenarioPanel } from './scenario/scenario-panel.tsx';

interface Warned {
  readonly path: string;
  readonly message: string;
}

function Warnings({ list }: { readonly list: readonly Warned[] }) {
  const { t } = useTranslation();
  if (list.length === 0) return null;
  return (
    <Panel>
      <details>
        <summary>{t('forecast.warnings', { count: list.length })}</summary>
        <ul className={classes.notes}>
          {list.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}

/** One scenario and what it leads to. */
export function ForecastPart() {
  const { t } = useTranslation();
  const { scenario, run, partial, replicates, seed } = useForecast();
  if (scenario === null) return <NoScenario />;
  const isStale = run.answer !== null && run.about !== aboutOf(scenario, replicates, seed);
  const isAnswered = run.job === null && run.answer !== null && !isStale;
  return (
    <div className={classes.stack}>
      <ScenarioPanel scenario={scenario} isAnswered={isAnswered} />
      <FailureNotice failure={run.failure} />
      {run.job !== null && <RunProgress job={run.job} title={t('forecast.running')} />}
      {run.job !== null && partial !== null && (
        <div className={classes.plots} role="region" aria-label={t('forecast.firstBands')}>
          <Bands
            bands={partial.bands}
            weeks={partial.weeks}
            target={scenario.recruitment.target}
            targetDate={scenario.recruitment.targetDate}
          />
        </div>
      )}
      {run.job === null && run.answer !== null && (
        <>
          {isStale && <p className={classes.stale}>{t('forecast.stale')}</p>}
          <Warnings list={run.answer.answer.warnings} />
          <Results ran={run.answer} />
        </>
      )}
    </div>
  );
}
