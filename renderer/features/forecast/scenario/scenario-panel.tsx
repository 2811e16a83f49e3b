import { useTranslation } from 'react-i18next';
import { Panel } from '../../../components/panel.tsx';
import { useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { RunBar } from './run-bar.tsx';
import { ScenarioForm } from './scenario-form.tsx';

/** The scenario with what had to be assumed, and its run. */
export function ScenarioPanel({ scenario }: { readonly scenario: Scenario }) {
  const { t } = useTranslation();
  const { assumed } = useForecast();
  const sites = scenario.sites.reduce((sum, { count = 1 }) => sum + count, 0);
  return (
    <Panel
      title={t('forecast.scenario')}
      note={t('forecast.scenarioNote', {
        sites,
        lots: scenario.lots.length,
        visits: scenario.visits.length,
      })}
    >
      <ScenarioForm scenario={scenario} />
      {assumed.length > 0 && (
        <details className={classes.assumed}>
          <summary className="quiet">{t('forecast.assumed', { count: assumed.length })}</summary>
          <ul className={classes.notes}>
            {assumed.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        </details>
      )}
      <RunBar />
    </Panel>
  );
}
