import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ForecastCentres } from '../../contracts/forecast-studies.ts';
import type { RecruitingSite } from '../../engine/forecast/model.ts';
import type { CentresFound, CentresSearch } from '../../engine/forecast/more-centres.ts';
import { checkSimulation } from '../design-lab/characteristics.ts';
import { engineVersion } from '../design-lab/engine-version.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { dayIn, gammaOf, ratesOf } from './compile-recruitment.ts';
import { readForecastScenario } from './read-scenario.ts';
import type { ReadyScenario } from './read-scenario.ts';

type CentresQuestion = Pick<CentresSearch, 'probability' | 'most' | 'replicates' | 'seed'>;

const MAX_REPLICATES = 1_000_000;

/**
 * The planning question: fewest further sites so that P(T ≤ target date) ≥ p. Added sites take turns to be like the
 * open ones of the scenario, without their history.
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
  let found: CentresFound | null = null;
  await port.run({
    job: 'forecast-centres',
    parameters: searchOf(read.value, question, before),
    chunks: 1,
    workers: 1,
    accept: (result) => (found = result as CentresFound),
    ...(run.onProgress === undefined ? {} : { onProgress: run.onProgress }),
    signal: run.signal,
  });
  return found === null
    ? err(runCancelled())
    : ok(answerOf(read.value, question, targetDate, found));
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

function searchOf(
  { model, scenario, sites }: ReadyScenario,
  question: CentresQuestion,
  before: number,
): CentresSearch {
  const prior = ratesOf(scenario, sites);
  const like = sites.flatMap(({ site }, i) => {
    if (site.isClosed) return [];
    const own = site.rate === undefined ? prior : gammaOf(site.rate);
    return [{ ...(model.recruitment.sites[i] as RecruitingSite), ...own, minimum: 0 }];
  });
  return { ...question, recruitment: model.recruitment, like, horizon: model.horizon, before };
}

const answerOf = (
  { model, scenario, sites }: ReadyScenario,
  { replicates, seed, probability }: CentresQuestion,
  targetDate: string,
  { tried, needed }: CentresFound,
): ForecastCentres => ({
  engine: engineVersion,
  replicates,
  seed,
  target: scenario.recruitment.target,
  targetDate,
  probability,
  tried: tried.map(({ added, share, error, medianDay }) => ({
    added,
    sites: sites.length + added,
    share,
    error,
    medianDate:
      medianDay === Infinity ? null : isoDateFromEpochDay(model.startDay + Math.floor(medianDay)),
  })),
  needed,
});
