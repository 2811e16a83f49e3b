import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ForecastCentres } from '../../contracts/forecast-studies.ts';
import { searchCentres } from '../../engine/forecast/more-centres.ts';
import type {
  CentresFound,
  CentresSearch,
  CentresTried,
} from '../../engine/forecast/more-centres.ts';
import { BOUND_CONFIDENCE } from '../../engine/forecast/share-bounds.ts';
import type { GammaRates } from '../../engine/recruitment/empirical-bayes.ts';
import { checkSimulation } from '../design-lab/characteristics.ts';
import { engineVersion } from '../design-lab/engine-version.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import type { CentresJobParameters } from './centres-job.ts';
import { NO_CAP, dayIn, pausesOf, ratesOf } from './compile-recruitment.ts';
import { readForecastScenario } from './read-scenario.ts';
import type { ReadyScenario } from './read-scenario.ts';

interface CentresQuestion extends Pick<
  CentresSearch,
  'probability' | 'most' | 'replicates' | 'seed'
> {
  /** The first added site opens so many days after the start at the earliest, */
  readonly opensAfter: number;
  /** and each on any day of the so many that follow. */
  readonly opensWithin: number;
}

const MAX_REPLICATES = 1_000_000;
/** Times the replicates that are played at most, and replicates at most, while fewer do not tell. */
const MORE = 10;
const ENOUGH = 10_000;
/** Days that are looked at; `dayIn` of a target date must be one of them. */
const MOST_DAYS = 5000;

/**
 * The planning question: fewest further sites so that P(T ≤ target date) ≥ p. An added site opens later, has done
 * nothing yet, draws its rate from the distribution between sites (given or fitted) and has the whole cap of a site.
 */
export async function planCentres(
  scenario: unknown,
  question: CentresQuestion,
  run: Pick<RunOptions, 'onProgress' | 'signal'>,
  port: SimulationPort,
): Promise<Result<ForecastCentres, Refusal>> {
  const checked = checkSimulation(question.replicates, question.seed, MAX_REPLICATES);
  if (!checked.ok) return checked;
  const read = readForecastScenario(withoutReach(scenario));
  if (!read.ok) return read;
  const { targetDate } = read.value.scenario.recruitment;
  if (targetDate === undefined) return err(noDate());
  const before = dayIn(read.value.scenario, targetDate) + 1;
  if (before > MOST_DAYS) return err(tooFar(read.value, targetDate));
  const found = await searched(searchOf(read.value, question, before), run, port);
  return found === 'cancelled'
    ? err(runCancelled())
    : ok(answerOf(read.value, question, targetDate, found));
}

/** Plays one try after the other. How many there will be is not known: progress is of as many as doubling and halving take. */
async function searched(
  search: CentresSearch,
  { onProgress, signal }: Pick<RunOptions, 'onProgress' | 'signal'>,
  port: SimulationPort,
): Promise<CentresFound | 'cancelled'> {
  const usual = 2 + 2 * Math.ceil(Math.log2(search.most + 1));
  const steps = searchCentres(search);
  let step = steps.next();
  for (let tries = 1; step.done !== true; tries++) {
    const tried = await played({ search, asked: step.value }, signal, port);
    if (tried === null) return 'cancelled';
    onProgress?.(tries, Math.max(usual, tries + 1));
    step = steps.next(tried);
  }
  return step.value;
}

async function played(
  parameters: CentresJobParameters,
  signal: RunOptions['signal'],
  port: SimulationPort,
): Promise<CentresTried | null> {
  let tried: CentresTried | null = null;
  const accept = (result: unknown): void => {
    tried = result as CentresTried;
  };
  await port.run({ job: 'forecast-centres', parameters, chunks: 1, workers: 1, accept, signal });
  return tried;
}

/** The question is asked because the sites may not suffice: neither horizon nor caps must refuse it. */
function withoutReach(input: unknown): unknown {
  if (!isRecord(input) || !('horizonDays' in input)) return input;
  const { recruitment } = input;
  return {
    ...input,
    horizonDays: MOST_DAYS,
    recruitment: isRecord(recruitment) ? { ...recruitment, goesOn: true } : recruitment,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const noDate = (): Refusal =>
  refusal(
    'scenario-field-missing',
    'recruitment.targetDate is missing.',
    'Give the day by which recruitment should end.',
  );

const tooFar = ({ model }: ReadyScenario, targetDate: string): Refusal =>
  refusal(
    'target-date-too-far',
    `recruitment.targetDate is ${targetDate}; only ${MOST_DAYS} days from the start are looked at.`,
    `Give a day up to ${isoDateFromEpochDay(model.startDay + MOST_DAYS - 1)}.`,
  );

function searchOf(
  { model, scenario, sites }: ReadyScenario,
  { opensAfter, opensWithin, ...question }: CentresQuestion,
  before: number,
): CentresSearch {
  const { recruitment } = model;
  const { policy } = scenario.recruitment;
  const window = { from: opensAfter, to: opensAfter + opensWithin, alpha: 1, beta: 1 };
  const added = regionsToOpenIn(model).map((region) => ({
    region,
    activation: window,
    ...ratesOf(scenario, sites),
    minimum: 0,
    maximum: policy.kind === 'restricted' ? policy.maximum : NO_CAP,
    pauses: pausesOf(scenario, null),
    isClosed: false,
  }));
  return {
    ...question,
    recruitment,
    added,
    isBalanced: policy.kind === 'balanced',
    horizon: model.horizon,
    before,
    mostReplicates: Math.max(question.replicates, Math.min(ENOUGH, MORE * question.replicates)),
  };
}

/** One entry a site, so that regions get further sites as they have sites now; full ones get none if others have room. */
function regionsToOpenIn({ recruitment }: ReadyScenario['model']): readonly number[] {
  const { sites, regionMaximum } = recruitment;
  const open = sites.filter(({ isClosed }) => !isClosed);
  const all = (open.length === 0 ? sites : open).map(({ region }) => region);
  const withRoom = all.filter((region) => (regionMaximum[region] as number) > 0);
  return withRoom.length === 0 ? all : withRoom;
}

const answerOf = (
  { model, scenario, sites }: ReadyScenario,
  { seed, probability, opensAfter, opensWithin }: CentresQuestion,
  targetDate: string,
  { tried, replicates, needed, possible }: CentresFound,
): ForecastCentres => ({
  engine: engineVersion,
  replicates,
  seed,
  target: scenario.recruitment.target,
  targetDate,
  probability,
  confidence: BOUND_CONFIDENCE,
  opens: {
    from: isoDateFromEpochDay(model.startDay + opensAfter),
    to: isoDateFromEpochDay(model.startDay + opensAfter + opensWithin),
  },
  rate: rateOf(ratesOf(scenario, sites)),
  tried: tried.map(({ medianDay, ...one }) => ({
    ...one,
    sites: sites.length + one.added,
    medianDate:
      medianDay === Infinity ? null : isoDateFromEpochDay(model.startDay + Math.floor(medianDay)),
  })),
  needed,
  possible,
});

const rateOf = ({ alpha, beta }: GammaRates): ForecastCentres['rate'] =>
  alpha === Infinity ? { mean: 1 / beta, cv: 0 } : { mean: alpha / beta, cv: 1 / Math.sqrt(alpha) };
