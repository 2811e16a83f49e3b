import type { ForecastScenarioInput } from '../../../contracts/forecast-scenario.ts';
import { forecastEntries } from '../../../store/queries/forecast-entries.ts';
import type { QueryContext } from '../../handlers.ts';
import { openSecret } from '../../open-secret.ts';
import type { Sealer } from '../../ports.ts';

/** What no study states, taken from the scenario that was kept last. */
export interface CarriedOver {
  /** Name of that scenario. */
  readonly from: string;
  /** Of a kit by type; zero for types that the scenario does not know. */
  readonly costOf: (kitType: string) => number;
  readonly parts: Pick<ForecastScenarioInput, 'costs' | 'transport' | 'risk'>;
  /** Habits of visits; subjects and their dropout are the study's own. */
  readonly subjects: NonNullable<ForecastScenarioInput['subjects']>;
}

/** The costs, transports and habits of the scenario that was kept last; null before the first. */
export function carriedOver(
  context: QueryContext & { readonly sealer: Sealer },
): CarriedOver | null {
  const last = forecastEntries(context.db, 'forecast-scenario-kept').at(-1);
  if (last === undefined) return null;
  const secret = openSecret(context.db, context.sealer, last.entry);
  const { scenario } = secret as unknown as { readonly scenario: ForecastScenarioInput };
  const { costs, transport, risk, subjects = {} } = scenario;
  const { visitDay, late, lateDays, replacement, waitDays } = subjects;
  return {
    from: scenario.name,
    costOf: (kitType) => scenario.kitTypes.find(({ id }) => id === kitType)?.cost ?? 0,
    parts: { costs, transport, risk },
    subjects: { visitDay, late, lateDays, replacement, waitDays },
  };
}
