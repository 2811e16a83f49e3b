import type { Json } from '../../../base/canonical-json.ts';
import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { forecastEntries } from '../../../store/queries/forecast-entries.ts';
import type { ForecastEntry } from '../../../store/queries/forecast-entries.ts';
import type { CommandHandler, QueryContext, QueryHandler } from '../../handlers.ts';
import { openSecret } from '../../open-secret.ts';
import { requireSealer } from '../../require-sealer.ts';
import { readForecastScenario } from '../read-scenario.ts';

/** The sealed part of a kept scenario or run: kits by type and arms of subjects would unblind. */
interface Secret {
  readonly name: string;
  readonly note: string;
  readonly scenario: Json;
}

interface RunBody {
  readonly run: string;
  readonly replicates: number;
  readonly seed: number;
  readonly engine: string;
  readonly digest: string;
}

const secretOf = (context: QueryContext, { entry }: ForecastEntry<unknown>): Secret =>
  openSecret(context.db, requireSealer(context), entry) as unknown as Secret;

/** Keeps a scenario; what cannot be run is refused. */
export const saveScenario: CommandHandler<'forecast.saveScenario'> = (_, { scenario, note }) => {
  const read = readForecastScenario(scenario);
  if (!read.ok) return read;
  const { name } = read.value.scenario;
  const secret: Secret = { name, note, scenario: scenario as Json };
  return ok({
    events: [
      { event: { kind: 'forecast-scenario-kept', body: {} }, secret: secret as unknown as Json },
    ],
    value: { name },
  });
};

/** Names with their latest entries, by name. */
function latestByName(context: QueryContext): ReadonlyMap<string, ForecastEntry<unknown> & Secret> {
  const latest = new Map<string, ForecastEntry<unknown> & Secret>();
  for (const entry of forecastEntries(context.db, 'forecast-scenario-kept')) {
    const secret = secretOf(context, entry);
    latest.set(secret.name, { ...entry, ...secret });
  }
  return latest;
}

export const listScenarios: QueryHandler<'forecast.scenarios'> = (context) =>
  ok({
    scenarios: [...latestByName(context).values()]
      .map(({ name, at, by, note }) => ({ name, at, by, note }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  });

export const openScenario: QueryHandler<'forecast.openScenario'> = (context, { name }) => {
  const found = latestByName(context).get(name);
  if (found !== undefined) return ok({ scenario: found.scenario as never });
  return err(unknown('scenario', `There is no kept scenario “${name}”.`));
};

const unknown = (what: 'scenario' | 'run', message: string): Refusal =>
  refusal(`forecast-${what}-unknown`, message, 'Choose one of the list.');

/** Keeps what a run is made again from, and the digest of its answer. */
export const keepRun: CommandHandler<'forecast.keep'> = (context, input) => {
  const read = readForecastScenario(input.scenario);
  if (!read.ok) return read;
  const kept = forecastEntries(context.db, 'forecast-run-kept').length;
  const run = `FC-${String(kept + 1).padStart(5, '0')}`;
  const { replicates, seed, engine, digest, note } = input;
  const { name } = read.value.scenario;
  const secret: Secret = { name, note, scenario: input.scenario as Json };
  return ok({
    events: [
      {
        event: { kind: 'forecast-run-kept', body: { run, replicates, seed, engine, digest } },
        secret: secret as unknown as Json,
      },
    ],
    value: { run },
  });
};

const runOf = (context: QueryContext, entry: ForecastEntry<RunBody>) => {
  const { name, note, scenario } = secretOf(context, entry);
  return { ...entry.body, name, note, at: entry.at, by: entry.by, scenario };
};

export const listRuns: QueryHandler<'forecast.runs'> = (context) =>
  ok({
    runs: forecastEntries<RunBody>(context.db, 'forecast-run-kept')
      .map((entry) => {
        const { scenario: _scenario, ...run } = runOf(context, entry);
        return run;
      })
      .toReversed(),
  });

export const openRun: QueryHandler<'forecast.openRun'> = (context, { run }) => {
  const found = runEntry(context, run);
  if (!found.ok) return found;
  const { scenario, ...kept } = runOf(context, found.value);
  return ok({ ...kept, scenario: scenario as never });
};

function runEntry(context: QueryContext, run: string): Result<ForecastEntry<RunBody>, Refusal> {
  const entries = forecastEntries<RunBody>(context.db, 'forecast-run-kept');
  const found = entries.find(({ body }) => body.run === run);
  return found === undefined ? err(unknown('run', `There is no kept run ${run}.`)) : ok(found);
}
