import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { toHex } from '../../../shared/base/hex.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { compareScenarios } from '../../../shared/app/forecast/compare-scenarios.ts';
import { forecastRunOf } from '../../../shared/app/forecast/forecast-job.ts';
import { exampleScenario } from '../../../shared/app/forecast/example-scenario.ts';
import { meetingPage } from '../../../shared/app/forecast/meeting-page.ts';
import {
  optimiseScenario,
  usualVariations,
} from '../../../shared/app/forecast/optimise-scenario.ts';
import { planCentres } from '../../../shared/app/forecast/plan-centres.ts';
import { readForecastScenario } from '../../../shared/app/forecast/read-scenario.ts';
import { runForecast } from '../../../shared/app/forecast/run-forecast.ts';
import { forecastScenarioJsonSchema } from '../../../shared/app/forecast/scenario-schema.ts';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import type { ForecastAnswer, ForecastPartial } from '../../../shared/contracts/forecast-answer.ts';
import type { CoreState } from './core-state.ts';
import { forecastToolHandlers } from './forecast-tools.ts';
import { waitingForecasts } from './waiting-forecasts.ts';
import { warmThreads, withPool } from './with-pool.ts';
import { withWorkers } from './with-workers.ts';
import type { Calculation } from './with-workers.ts';

/** What runs that go on have so far, by core and job; gone with the run. */
const partials = new WeakMap<CoreState, Map<string, ForecastPartial>>();

function partialsOf(state: CoreState): Map<string, ForecastPartial> {
  const known = partials.get(state) ?? new Map<string, ForecastPartial>();
  partials.set(state, known);
  return known;
}

const forecastFormat: LifecycleHandlers['forecast.format'] = async () =>
  ok({ schema: forecastScenarioJsonSchema() as never, example: exampleScenario as never });

/** Replicates that make threads ready. */
const WARMING = 40;

/** Whoever has a scenario checked may run it next: the threads get ready meanwhile. */
const forecastCheck =
  (state: CoreState): LifecycleHandlers['forecast.check'] =>
  async ({ scenario }) => {
    const read = readForecastScenario(scenario);
    if (!read.ok) {
      const { because, ...words } = read.error;
      return ok({ refusal: { ...words, because: [...because] }, warnings: [], sites: [] });
    }
    const { warnings, sites, model, focus } = read.value;
    const parameters = { models: [{ model, focus }], replicates: WARMING, seed: 1 };
    warmThreads(state, forecastRunOf(parameters));
    return ok({
      refusal: null,
      warnings: warnings.map((one) => ({ ...one })),
      sites: sites.map(({ name }) => name),
    });
  };

const digestOf = (state: CoreState, answer: ForecastAnswer): string =>
  toHex(state.ports.sha256(canonicalJson(answer as unknown as Json)));

interface Asked {
  readonly scenario: unknown;
  readonly replicates: number;
  readonly seed: number;
  readonly job?: string | undefined;
  readonly where?: 'here' | 'hub' | undefined;
}

async function answerOf(
  state: CoreState,
  { scenario, replicates, seed, job, where }: Asked,
): Promise<Result<Calculation<ForecastAnswer>, Refusal>> {
  const known = partialsOf(state);
  try {
    return await withWorkers(state, { where, job, message: 'forecasting' }, (pool, run) =>
      runForecast(
        scenario,
        {
          ...run,
          replicates,
          seed,
          waiting: waitingForecasts(state),
          ...(job === undefined ? {} : { onPartial: (partial) => known.set(job, partial) }),
        },
        pool,
      ),
    );
  } finally {
    if (job !== undefined) known.delete(job);
  }
}

const forecastRun =
  (state: CoreState): LifecycleHandlers['forecast.run'] =>
  async (input) => {
    const answer = await answerOf(state, input);
    return answer.ok
      ? ok({ digest: digestOf(state, answer.value.answer), ...answer.value })
      : answer;
  };

const forecastReplay =
  (state: CoreState): LifecycleHandlers['forecast.replay'] =>
  async (input) => {
    const answer = await answerOf(state, input);
    if (!answer.ok) return answer;
    const found = answer.value.answer;
    const digest = digestOf(state, found);
    return ok({
      agrees: digest === input.digest,
      isOtherEngine: input.engine !== found.engine,
      digest,
      answer: found,
    });
  };

const forecastMeetingPage =
  (state: CoreState): LifecycleHandlers['forecast.meetingPage'] =>
  async (input) => {
    const found = await answerOf(state, input);
    if (!found.ok) return found;
    const { printer } = state.ports;
    const { answer } = found.value;
    const bytes = await printer.pdf(meetingPage(answer, digestOf(state, answer)));
    return ok({
      name: 'forecast-UNBLINDED.pdf',
      mediaType: 'application/pdf',
      base64: printer.base64(bytes),
    });
  };

const forecastPartial =
  (state: CoreState): LifecycleHandlers['forecast.partial'] =>
  async ({ job }) =>
    ok({ partial: partialsOf(state).get(job) ?? null });

const forecastCompare =
  (state: CoreState): LifecycleHandlers['forecast.compare'] =>
  async ({ scenarios, replicates, seed, job }) =>
    withPool(state, job, 'comparing scenarios', (pool, run) =>
      compareScenarios(
        scenarios,
        { ...run, replicates, seed, waiting: waitingForecasts(state) },
        pool,
      ),
    );

const forecastOptimise =
  (state: CoreState): LifecycleHandlers['forecast.optimise'] =>
  async ({ scenario, measure, limit, replicates, seed, job, ...tried }) =>
    withPool(state, job, 'combinations played with the same subjects', (pool, run) =>
      optimiseScenario(
        scenario,
        {
          measure,
          limit,
          triggerPlus: tried.triggerPlus ?? usualVariations.triggerPlus,
          ceilingPlus: tried.ceilingPlus ?? usualVariations.ceilingPlus,
          lotFactors: tried.lotFactors ?? usualVariations.lotFactors,
        },
        { ...run, replicates, seed, waiting: waitingForecasts(state) },
        pool,
      ),
    );

const forecastCentres =
  (state: CoreState): LifecycleHandlers['forecast.centres'] =>
  async ({ scenario, job, ...question }) =>
    withPool(state, job, 'counting sites', (pool, run) =>
      planCentres(scenario, question, run, pool),
    );

/** Everything about forecasts that is computed beside the study. */
export const forecastHandlers = (state: CoreState) =>
  ({
    ...forecastToolHandlers(state),
    'forecast.format': forecastFormat,
    'forecast.check': forecastCheck(state),
    'forecast.run': forecastRun(state),
    'forecast.meetingPage': forecastMeetingPage(state),
    'forecast.partial': forecastPartial(state),
    'forecast.compare': forecastCompare(state),
    'forecast.optimise': forecastOptimise(state),
    'forecast.centres': forecastCentres(state),
    'forecast.replay': forecastReplay(state),
  }) satisfies Partial<LifecycleHandlers>;
