import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ForecastCentres } from '../../contracts/forecast-studies.ts';
import { shareOf } from '../../engine/forecast/figure.ts';
import type { RecruitmentModel } from '../../engine/forecast/model.ts';
import { SiteArrivals } from '../../engine/forecast/site-arrivals.ts';
import { Xoshiro } from '../../engine/prng/simulation/xoshiro.ts';
import { checkSimulation } from '../design-lab/characteristics.ts';
import { engineVersion } from '../design-lab/engine-version.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationJob, SimulationPort } from '../simulation/simulation-port.ts';
import { dayIn, gammaOf, ratesOf } from './compile-recruitment.ts';
import { readForecastScenario } from './read-scenario.ts';
import type { ReadyScenario } from './read-scenario.ts';
import type { NamedSite } from './scenario-sites.ts';

export interface CentresQuestion {
  readonly probability: number;
  /** Sites added at most. */
  readonly most: number;
  readonly replicates: number;
  readonly seed: number;
}

const MAX_REPLICATES = 1_000_000;
const PLANNING_STREAM = 43;

/** What travels to a worker; the whole question is one chunk. */
export interface CentresJobParameters {
  readonly scenario: unknown;
  readonly question: CentresQuestion;
}

export const centresJob: SimulationJob = {
  prepare: (parameters) => {
    const { scenario, question } = parameters as CentresJobParameters;
    return () => searchCentres(scenario, question);
  },
};

/** Asks `searchCentres` on another thread, so that nothing waits for it. */
export async function planCentres(
  scenario: unknown,
  question: CentresQuestion,
  run: Pick<RunOptions, 'onProgress' | 'signal'>,
  port: SimulationPort,
): Promise<Result<ForecastCentres, Refusal>> {
  let answer: Result<ForecastCentres, Refusal> = err(runCancelled());
  await port.run({
    job: 'forecast-centres',
    parameters: { scenario, question } satisfies CentresJobParameters,
    chunks: 1,
    workers: 1,
    accept: (found) => (answer = found as typeof answer),
    ...(run.onProgress === undefined ? {} : { onProgress: run.onProgress }),
    signal: run.signal,
  });
  return answer;
}

/**
 * The planning question: fewest further sites so that P(T ≤ target date) ≥ p. Added sites take turns to be like
 * those of the scenario, without their history; the search halves the range, on common random numbers.
 */
export function searchCentres(
  input: unknown,
  question: CentresQuestion,
): Result<ForecastCentres, Refusal> {
  const checked = checkSimulation(question.replicates, question.seed, MAX_REPLICATES);
  if (!checked.ok) return checked;
  const read = readForecastScenario(withoutReach(input));
  if (!read.ok) return read;
  const { scenario } = read.value;
  const { targetDate, target } = scenario.recruitment;
  if (targetDate === undefined) return err(noDate());
  const day = dayIn(scenario, targetDate) + 1;
  const tried = new Map<number, ForecastCentres['tried'][number]>();
  const tryOut = (added: number): boolean => {
    const found = tried.get(added) ?? tryCentres(read.value, question, added, day);
    tried.set(added, found);
    return found.share >= question.probability;
  };
  const needed = search(tryOut, question);
  return ok({
    engine: engineVersion,
    replicates: question.replicates,
    seed: question.seed,
    target,
    targetDate,
    probability: question.probability,
    tried: [...tried.values()].toSorted((a, b) => a.added - b.added),
    needed,
  });
}

/** The question is asked because the sites may not suffice: the horizon must not refuse it. */
function withoutReach(input: unknown): unknown {
  const isScenario = typeof input === 'object' && input !== null && 'horizonDays' in input;
  return isScenario ? { ...input, horizonDays: 5000 } : input;
}

const noDate = (): Refusal =>
  refusal(
    'scenario-field-missing',
    'recruitment.targetDate is missing.',
    'Give the day by which recruitment should end.',
  );

/** The fewest that suffice, found by doubling and halving; null when the most do not. */
function search(suffices: (added: number) => boolean, { most }: CentresQuestion): number | null {
  if (suffices(0)) return 0;
  let low = 0;
  let high = 1;
  while (!suffices(high)) {
    if (high >= most) return null;
    low = high;
    high = Math.min(most, 2 * high);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function tryCentres(
  ready: ReadyScenario,
  { replicates, seed }: CentresQuestion,
  added: number,
  day: number,
): ForecastCentres['tried'][number] {
  const recruitment = withSites(ready, added);
  const arrivals = new SiteArrivals(recruitment, ready.model.horizon);
  const source = new Xoshiro();
  const last: number[] = [];
  for (let r = 0; r < replicates; r++) {
    arrivals.draw(source.startReplicate(seed, r, PLANNING_STREAM));
    const isDone = arrivals.count === recruitment.target;
    last.push(isDone ? lastOf(arrivals) : Infinity);
  }
  const median = last.toSorted((a, b) => a - b)[Math.ceil(replicates / 2) - 1] ?? Infinity;
  const inTime = last.filter((one) => one < day).length;
  return {
    added,
    sites: recruitment.sites.length,
    ...shareOf(inTime, replicates),
    medianDate:
      median === Infinity ? null : isoDateFromEpochDay(ready.model.startDay + Math.floor(median)),
  };
}

const lastOf = ({ time, count }: SiteArrivals): number =>
  count === 0 ? 0 : (time[count - 1] as number);

/** The sites of the scenario and further ones, like its open sites in turn with the rates of those not yet seen. */
function withSites({ model, scenario, sites }: ReadyScenario, added: number): RecruitmentModel {
  const { recruitment } = model;
  const open = sites.flatMap(({ site }, i) => (site.isClosed ? [] : [i]));
  const prior = ratesOf(scenario, sites);
  const more = Array.from({ length: added }, (_, k) => {
    const at = open[k % open.length] as number;
    const { rate: own } = (sites[at] as NamedSite).site;
    const like = recruitment.sites[at] as RecruitmentModel['sites'][number];
    return { ...like, ...(own === undefined ? prior : gammaOf(own)), minimum: 0 };
  });
  return { ...recruitment, sites: [...recruitment.sites, ...more] };
}
