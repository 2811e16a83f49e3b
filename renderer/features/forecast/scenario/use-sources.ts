import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../transport/client.ts';
import { useClient } from '../../../transport/client-context.ts';
import { useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';

const followed = 6;

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
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const attempt = async (read: () => Promise<Failure | undefined>): Promise<void> => {
    setBusy(true);
    setFailure(await read());
    setBusy(false);
  };
  /** The study as it stands, forecast at once. */
  const fromStudy = () =>
    attempt(async () => {
      const outcome = await client.ask('forecast.scenario', {});
      if (!outcome.ok) return outcome.failure;
      take(withFocus(outcome.value.scenario as unknown as Scenario), outcome.value.assumed);
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
  return { fromStudy, fromExample, fromKept, fromText, isBusy, failure };
}
