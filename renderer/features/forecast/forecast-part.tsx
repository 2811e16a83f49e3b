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

/** One scenario and what it leads to. */
export function ForecastPart() {
  const { t } = useTranslation();
  const { scenario, run, partial, replicates, seed } = useForecast();
  if (scenario === null) return <NoScenario />;
  const isStale = run.answer !== null && run.about !== aboutOf(scenario, replicates, seed);
  return (
    <div className={classes.stack}>
      <ScenarioPanel scenario={scenario} />
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
          {run.answer.answer.warnings.length > 0 && (
            <Panel title={t('forecast.warnings')}>
              <ul className={classes.notes}>
                {run.answer.answer.warnings.map(({ path, message }) => (
                  <li key={`${path} ${message}`}>
                    <code>{path}</code> {message}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <Results ran={run.answer} />
        </>
      )}
    </div>
  );
}
