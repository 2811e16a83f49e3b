import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { MULTICENTRE_CHUNK, type MulticentreChunk } from '../../engine/multicentre/chunk.ts';
import { MulticentreRunner } from '../../engine/multicentre/chunk.ts';
import type { MulticentreScenario } from '../../engine/multicentre/scenario.ts';
import {
  type DesignFigures,
  type MulticentreFigures,
  MulticentreTotals,
} from '../../engine/multicentre/totals.ts';
import type { DistributionSummary } from '../../engine/recruitment/distribution-summary.ts';
import { chunkCount } from '../simulation/chunking.ts';
import type { SimulationPort, StopSignal } from '../simulation/simulation-port.ts';
import { checkSimulation } from './characteristics.ts';
import type { MulticentreJobParameters } from './multicentre-job.ts';
import { MAX_DAYS, ScenarioFields, readRate } from './scenario-fields.ts';

/** Figures of one design; a name with an error beside it has its Monte-Carlo standard error in `error`. */
export interface MulticentreDesignAnswer {
  readonly PD: number;
  readonly PCG_convergence: number;
  readonly PCG_deterministic: number;
  readonly E_abs_D: number;
  readonly SD_abs_D: number;
  readonly P_skewed: number;
  readonly L1: DistributionSummary;
  readonly L2: DistributionSummary;
  readonly L3: DistributionSummary;
  readonly RE1: DistributionSummary;
  readonly RE2: DistributionSummary;
  readonly RE3: DistributionSummary;
  /** P(imbalance >= 0), P(>= 1) …: of the trial, the worst region, the worst centre. */
  readonly P_imbalance: {
    readonly trial: readonly number[];
    readonly region: readonly number[];
    readonly centre: readonly number[];
  };
  readonly error: {
    readonly PD: number;
    readonly PCG_convergence: number;
    readonly PCG_deterministic: number;
    readonly P_skewed: number;
  };
}

/** The answer of `multicentre`, member by member as on the command line. */
export interface MulticentreAnswer {
  readonly replicates: number;
  readonly seed: number;
  readonly recruitment: {
    readonly days: DistributionSummary;
    readonly centres_by_count: readonly number[];
  };
  readonly designs: Readonly<Record<string, MulticentreDesignAnswer>>;
}

const FIELDS = [
  'n',
  'centres',
  'regions',
  'activation_days',
  'rate',
  'designs',
  'published_rounding',
];
const MAX_DESIGNS = 200;
const MAX_REPLICATES = 100_000_000;

function readDesigns(fields: ScenarioFields): readonly string[] {
  const value = fields.get('designs');
  const isList =
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_DESIGNS &&
    value.every((name) => typeof name === 'string');
  if (!isList || new Set(value).size !== value.length) {
    fields.refuse('designs', `a list of 1 to ${MAX_DESIGNS} different names such as "C-BSD(2)"`);
    return [];
  }
  return value as readonly string[];
}

/** Reads a scenario file; refuses the first field that is unknown, missing or out of range. */
export function readMulticentreScenario(input: unknown): Result<MulticentreScenario, Refusal> {
  const read = ScenarioFields.of(input);
  if (!read.ok) return read;
  const fields = read.value;
  fields.allow(FIELDS);
  const centres = fields.integer('centres', 1, 10_000);
  const scenario: MulticentreScenario = {
    n: fields.integer('n', 1, 20_000),
    centres,
    regions: fields.integer('regions', 1, centres, 1),
    activationDays: fields.window('activation_days', MAX_DAYS),
    rate: fields.nested('rate', readRate, { alpha: 1, beta: 1 }),
    designs: readDesigns(fields),
    publishedRounding: fields.flag('published_rounding'),
  };
  const checked = fields.finish(scenario);
  if (!checked.ok) return checked;
  const designs = MulticentreRunner.prepare(scenario);
  return designs.ok ? checked : designs;
}

/** RE = 1 − L/n turns every figure of L over. */
const efficiency = (loss: DistributionSummary, n: number): DistributionSummary => ({
  mean: 1 - loss.mean / n,
  sd: loss.sd / n,
  q25: 1 - loss.q75 / n,
  q50: 1 - loss.q50 / n,
  q75: 1 - loss.q25 / n,
  min: 1 - loss.max / n,
  max: 1 - loss.min / n,
  error: loss.error / n,
});

function designAnswer(figures: DesignFigures, n: number): MulticentreDesignAnswer {
  const [L1, L2, L3] = figures.losses;
  return {
    PD: figures.deterministic.mean,
    PCG_convergence: figures.convergenceGuesses.mean,
    PCG_deterministic: figures.deterministicGuesses.mean,
    E_abs_D: figures.meanAbs,
    SD_abs_D: figures.sdAbs,
    P_skewed: figures.skewed.mean,
    L1,
    L2,
    L3,
    RE1: efficiency(L1, n),
    RE2: efficiency(L2, n),
    RE3: efficiency(L3, n),
    P_imbalance: { trial: figures.trial, region: figures.region, centre: figures.centre },
    error: {
      PD: figures.deterministic.error,
      PCG_convergence: figures.convergenceGuesses.error,
      PCG_deterministic: figures.deterministicGuesses.error,
      P_skewed: figures.skewed.error,
    },
  };
}

const answerOf = (
  scenario: MulticentreScenario,
  figures: MulticentreFigures,
  seed: number,
): MulticentreAnswer => ({
  replicates: figures.replicates,
  seed,
  recruitment: { days: figures.days, centres_by_count: figures.centresByCount },
  designs: Object.fromEntries(
    figures.designs.map((design, k) => [
      scenario.designs[k] ?? '',
      designAnswer(design, scenario.n),
    ]),
  ),
});

export interface RunOptions {
  readonly replicates: number;
  readonly seed: number;
  readonly workers: number;
  readonly onProgress?: (done: number, chunks: number) => void;
  readonly signal?: StopSignal | undefined;
}

export const runCancelled = (): Refusal =>
  refusal('run-cancelled', 'The run was cancelled.', 'Start it again when you want its result.');

/**
 * Compares designs on simulated multi-centre recruitment. All designs of a replicate see the same
 * pattern and the same random words; the answer depends on scenario, replicates and seed only.
 */
export async function assessMulticentre(
  input: unknown,
  options: RunOptions,
  port: SimulationPort,
): Promise<Result<MulticentreAnswer, Refusal>> {
  const scenario = readMulticentreScenario(input);
  if (!scenario.ok) return scenario;
  const { replicates, seed } = options;
  const checked = checkSimulation(replicates, seed, MAX_REPLICATES);
  if (!checked.ok) return checked;
  const totals = new MulticentreTotals(scenario.value.n, scenario.value.designs.length);
  const parameters: MulticentreJobParameters = { scenario: scenario.value, replicates, seed };
  const ending = await port.run({
    job: 'multicentre',
    parameters,
    chunks: chunkCount(replicates, MULTICENTRE_CHUNK),
    workers: options.workers,
    accept: (chunk) => totals.add(chunk as MulticentreChunk),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    signal: options.signal,
  });
  if (ending === 'cancelled') return err(runCancelled());
  return ok(answerOf(scenario.value, totals.figures(), seed));
}
