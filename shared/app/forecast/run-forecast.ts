import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ForecastAnswer, ForecastPartial } from '../../contracts/forecast-answer.ts';
import type { ForecastChunk } from '../../engine/forecast/chunk-shape.ts';
import { ForecastTotals } from '../../engine/forecast/totals.ts';
import { checkSimulation } from '../design-lab/characteristics.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { answerOf, partialOf } from './forecast-answer.ts';
import { forecastRunOf } from './forecast-job.ts';
import { readForecastScenario } from './read-scenario.ts';
import type { ReadyScenario } from './read-scenario.ts';
import { StopSwitch } from './stop-switch.ts';
import { stopped } from './waiting-runs.ts';
import type { WaitingRuns } from './waiting-runs.ts';

export interface ForecastOptions extends RunOptions {
  /** Told of what there is after the first chunk, and then whenever it has doubled. */
  readonly onPartial?: (partial: ForecastPartial) => void;
  /** Where a run that was stopped waits, so that the same run goes on from there. */
  readonly waiting?: WaitingRuns;
}

export const MAX_FORECAST_REPLICATES = 10_000_000;

/** Replicates after which a run none of whose replicates finishes recruitment is stopped. */
const ENOUGH_TO_STOP = 100;

/** Plays scenarios side by side with the same seed; `accept` gets one chunk a scenario, in order. Progress is in replicates. */
export async function playScenarios(
  ready: readonly ReadyScenario[],
  options: RunOptions & {
    readonly from?: { readonly done: number; readonly chunks: number } | undefined;
  },
  port: SimulationPort,
  accept: (chunks: readonly ForecastChunk[]) => void,
): Promise<'done' | 'cancelled'> {
  const { replicates, seed, from } = options;
  const models = ready.map(({ model, focus }) => ({ model, focus }));
  let done = from?.done ?? 0;
  return port.run({
    ...forecastRunOf({ models, replicates, seed, done: from?.chunks ?? 0 }),
    workers: options.workers,
    accept: (result) => {
      const chunks = result as readonly ForecastChunk[];
      accept(chunks);
      done += chunks[0]?.replicates ?? 0;
      options.onProgress?.(done, replicates);
    },
    signal: options.signal,
  });
}

/**
 * Forecasts one scenario, not yet checked. The answer depends on scenario, replicates and seed only, also of a run that
 * was stopped and goes on. A recruitment that finishes in no replicate stops the run with the reason.
 */
export async function runForecast(
  input: unknown,
  options: ForecastOptions,
  port: SimulationPort,
): Promise<Result<ForecastAnswer, Refusal>> {
  const checked = checkSimulation(options.replicates, options.seed, MAX_FORECAST_REPLICATES);
  if (!checked.ok) return checked;
  const read = readForecastScenario(input);
  if (!read.ok) return read;
  const ready = read.value;
  const { waiting, replicates, seed } = options;
  const about = JSON.stringify([ready.scenario, replicates, seed]);
  const had = waiting?.forecast.take(about);
  const totals = had?.totals ?? new ForecastTotals(ready.model, ready.focus.length);
  let chunks = had?.chunks ?? 0;
  const from = { done: totals.replicates, chunks };
  const stop = new StopSwitch(options.signal);
  let tellAt = 1;
  const accept = ([chunk]: readonly ForecastChunk[]): void => {
    if (stop.aborted) return;
    totals.add(chunk as ForecastChunk);
    chunks++;
    if (isHopeless(ready, totals, replicates)) stop.raise();
    if (options.onPartial === undefined || totals.replicates < tellAt) return;
    options.onPartial(partialOf(ready, totals, replicates));
    tellAt = 2 * totals.replicates;
  };
  const ending = await playScenarios([ready], { ...options, from, signal: stop }, port, accept);
  stop.release();
  if (isHopeless(ready, totals, replicates)) return err(neverFinishes(ready, totals));
  // Stopped when all was played: it is finished.
  if (ending === 'cancelled' && totals.replicates < replicates) {
    if (waiting === undefined || chunks === 0) return err(runCancelled());
    waiting.forecast.keep(about, { totals, chunks });
    return err(stopped(totals.replicates, replicates, 'replicates'));
  }
  return ok(answerOf(ready, totals, seed));
}

const isHopeless = (
  { scenario }: ReadyScenario,
  { unfinished, replicates }: ForecastTotals,
  wanted: number,
): boolean =>
  !scenario.recruitment.goesOn &&
  replicates >= Math.min(ENOUGH_TO_STOP, wanted) &&
  unfinished === replicates;

function neverFinishes({ scenario, model }: ReadyScenario, totals: ForecastTotals): Refusal {
  const { mean, max } = totals.measure('randomized');
  const { target } = scenario.recruitment;
  const mustWait = model.recruitment.sites.some(({ minimum }) => minimum > 0);
  const minimum = mustWait ? 'lower the minimum of the sites, ' : '';
  return refusal(
    'recruitment-cannot-finish',
    `Recruitment reaches its target in none of ${totals.replicates} replicates: ${mean.toFixed(1)} of ${target} subjects on average, ${max} at most, within ${scenario.horizonDays} days.`,
    `Raise recruitment.rate, open sites earlier or more of them, ${minimum}lower recruitment.target or lengthen horizonDays.`,
  );
}
