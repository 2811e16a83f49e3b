import type { Refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { priorsOf } from '../../engine/multicentre/scenario.ts';
import type { DistributionSummary } from '../../engine/recruitment/distribution-summary.ts';
import {
  RECRUITMENT_CHUNK,
  type RecruitmentChunk,
  type RecruitmentPlan,
  RecruitmentTotals,
} from '../../engine/recruitment/recruitment-chunk.ts';
import { chunkCount } from '../simulation/chunking.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { checkSimulation } from './characteristics.ts';
import { type RunOptions, runCancelled } from './multicentre.ts';
import type { RecruitmentJobParameters } from './recruitment-job.ts';
import { MAX_DAYS, ScenarioFields, readRate } from './scenario-fields.ts';

/** The answer of `recruitment`; the fan holds one entry a day looked at. */
export interface RecruitmentAnswer {
  readonly replicates: number;
  readonly seed: number;
  readonly days: DistributionSummary & { readonly q05: number; readonly q95: number };
  readonly centres_by_count: readonly number[];
  readonly fan: readonly {
    readonly day: number;
    readonly mean: number;
    readonly q05: number;
    readonly q25: number;
    readonly q50: number;
    readonly q75: number;
    readonly q95: number;
  }[];
}

const FIELDS = ['n', 'centres', 'regions', 'activation_days', 'rate', 'fan_days'];
const FAN_POINTS = 60;
const MOST_FAN_COUNTS = 2000;
const MAX_REPLICATES = 100_000_000;

interface RecruitmentScenario {
  readonly n: number;
  readonly centres: number;
  readonly activationDays: readonly [number, number];
  readonly rate: { readonly alpha: number; readonly beta: number };
}

/** Even days up to well past the expected end: the mean rate's time to n, half as much again. */
function fanDays({ n, centres, activationDays, rate }: RecruitmentScenario): readonly number[] {
  const [from, to] = activationDays;
  const expected = (n * rate.beta) / (centres * rate.alpha) + (from + to) / 2;
  const step = Math.max(1, Math.ceil((1.5 * expected) / FAN_POINTS));
  return Array.from({ length: FAN_POINTS + 1 }, (_, k) => k * step);
}

function readFanDays(fields: ScenarioFields, scenario: RecruitmentScenario): readonly number[] {
  const given = fields.get('fan_days');
  if (given === undefined) return fanDays(scenario);
  const days = Array.isArray(given) ? (given as readonly unknown[]) : [];
  const isAscending = days.every(
    (day, k) => typeof day === 'number' && day >= 0 && (k === 0 || day > Number(days[k - 1])),
  );
  if (days.length > 0 && days.length <= 1000 && isAscending) return days as readonly number[];
  fields.refuse('fan_days', 'an ascending list of 1 to 1000 days');
  return [];
}

/** Reads a recruitment scenario; refuses the first field that is unknown, missing or out of range. */
export function readRecruitmentScenario(input: unknown): Result<RecruitmentPlan, Refusal> {
  const read = ScenarioFields.of(input);
  if (!read.ok) return read;
  const fields = read.value;
  fields.allow(FIELDS);
  const centres = fields.integer('centres', 1, 10_000);
  fields.integer('regions', 1, centres, 1);
  const scenario: RecruitmentScenario = {
    centres,
    n: fields.integer('n', 1, 100_000),
    activationDays: fields.window('activation_days', MAX_DAYS),
    rate: fields.nested('rate', readRate, { alpha: 1, beta: 1 }),
  };
  return fields.finish({
    centres: priorsOf(scenario),
    n: scenario.n,
    fanDays: readFanDays(fields, scenario),
    fanStep: Math.ceil(scenario.n / MOST_FAN_COUNTS),
  });
}

const quantilesOf = ([q05 = 0, q25 = 0, q50 = 0, q75 = 0, q95 = 0]: readonly number[]) => ({
  q05,
  q25,
  q50,
  q75,
  q95,
});

/** Recruitment alone: days to the n-th patient, centres by number of patients, cumulative fan. */
export async function forecastRecruitment(
  input: unknown,
  options: RunOptions,
  port: SimulationPort,
): Promise<Result<RecruitmentAnswer, Refusal>> {
  const plan = readRecruitmentScenario(input);
  if (!plan.ok) return plan;
  const { replicates, seed } = options;
  const checked = checkSimulation(replicates, seed, MAX_REPLICATES);
  if (!checked.ok) return checked;
  const totals = new RecruitmentTotals(plan.value);
  const parameters: RecruitmentJobParameters = { plan: plan.value, replicates, seed };
  const ending = await port.run({
    job: 'recruitment',
    parameters,
    chunks: chunkCount(replicates, RECRUITMENT_CHUNK),
    workers: options.workers,
    accept: (chunk) => totals.add(chunk as RecruitmentChunk),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    signal: options.signal,
  });
  if (ending === 'cancelled') return err(runCancelled());
  const figures = totals.figures();
  const { q05, q95 } = quantilesOf(figures.daysQuantiles);
  return ok({
    replicates,
    seed,
    days: { ...figures.days, q05, q95 },
    centres_by_count: figures.centresByCount,
    fan: figures.fan.map(({ day, mean, quantiles }) => ({ day, mean, ...quantilesOf(quantiles) })),
  });
}
