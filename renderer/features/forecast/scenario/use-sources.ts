import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../../state/route.ts';
import type { Failure } from '../../../transport/client.ts';
import { useClient } from '../../../transport/client-context.ts';
import { useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';

const followed = 6;

/** How far a forecast of the study looks ahead, and at which risk of running short. */
interface Outlook {
  readonly horizonDays: number;
  readonly risk?: number | undefined;
}
const usualOutlook: Outlook = { horizonDays: 365 };

/** Sites to follow week by week, where the scenario names none. */
const withFocus = (scenario: Scenario): Scenario =>
  (scenario.focus ?? []).length > 0
    ? scenario
    : {
        ...scenario,
        focus: scenario.sites
          .filter(({ isClosed = false, count = 1 }) => !isClosed && count === 1)
          .slice(0, followed)
          .map(({ id }) => id),
      };

/** Where a scenario comes from: the study as it stands, the example, a file, what was kept. */
export function useSources() {
  const { t } = useTranslation();
  const client = useClient();
  const take = useForecast((state) => state.take);
  const forecast = useForecast((state) => state.forecast);
  const set = useForecast((state) => state.set);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const attempt = async (read: () => Promise<Failure | undefined>): Promise<void> => {
    setBusy(true);
    setFailure(await read());
    setBusy(false);
  };
  /** The study as it stands, forecast at once. */
  const fromStudy = ({ horizonDays, risk }: Outlook = usualOutlook) =>
    attempt(async () => {
      const outcome = await client.ask('forecast.scenario', { horizonDays });
      if (!outcome.ok) return outcome.failure;
      const scenario = outcome.value.scenario as unknown as Scenario;
      take(withFocus({ ...scenario, risk: risk ?? scenario.risk }), outcome.value.assumed);
      void forecast(client);
      return undefined;
    });
  const fromExample = () =>
    attempt(async () => {
      const outcome = await client.ask('forecast.format', {});
      if (!outcome.ok) return outcome.failure;
      take(outcome.value.example as unknown as Scenario);
      return undefined;
    });
  const fromKept = (name: string) =>
    attempt(async () => {
      const outcome = await client.ask('forecast.openScenario', { name });
      if (!outcome.ok) return outcome.failure;
      take(outcome.value.scenario as unknown as Scenario);
      return undefined;
    });
  /** The scenario of a kept run, with the replicates and the seed that it was played with. */
  const fromRun = (run: string) =>
    attempt(async () => {
      const outcome = await client.ask('forecast.openRun', { run });
      if (!outcome.ok) return outcome.failure;
      const { scenario, replicates, seed } = outcome.value;
      take(scenario as unknown as Scenario);
      set({ replicates, seed });
      go('forecast');
      return undefined;
    });
  /** Text of a file or of the editor: refused with the places of what is wrong. */
  const fromText = async (text: string): Promise<readonly string[]> => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return [t('forecast.noJson', { problem: error instanceof Error ? error.message : '' })];
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [t('forecast.noObject')];
    }
    const outcome = await client.ask('forecast.check', { scenario: value as never });
    if (!outcome.ok) {
      setFailure(outcome.failure);
      return [t('forecast.notChecked')];
    }
    const { refusal } = outcome.value;
    if (refusal !== null) return [refusal.message, ...refusal.because];
    take(value as Scenario);
    return [];
  };
  return { fromStudy, fromExample, fromKept, fromRun, fromText, isBusy, failure };
}
