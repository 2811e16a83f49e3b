import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ForecastOptimisation, OptimisationPoint } from '../../contracts/forecast-studies.ts';
import type { ForecastModel } from '../../engine/forecast/model.ts';
import { checkSimulation } from '../design-lab/characteristics.ts';
import { engineVersion } from '../design-lab/engine-version.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { judgeCandidates } from './judge-candidates.ts';
import type { CandidateFigures } from './judge-candidates.ts';
import { boundedRisk, pointsOf, pricesOf, worstRisk } from './optimisation-points.ts';
import { readForecastScenario } from './read-scenario.ts';
import { guaranteeOf } from './risk-bound.ts';
import { varyScenario } from './vary-scenario.ts';
import type { Variation } from './vary-scenario.ts';
import { stopped, stoppedConfirming } from './waiting-runs.ts';
import type { WaitingRuns } from './waiting-runs.ts';

export interface OptimisationQuestion {
  readonly measure: ForecastOptimisation['measure'];
  /** Probability of any stock-out, or share of visits that are missed. */
  readonly limit: number;
  readonly triggerPlus: readonly number[];
  readonly ceilingPlus: readonly number[];
  readonly lotFactors: readonly number[];
}

/** What is tried when nobody says what. */
export const usualVariations = {
  triggerPlus: [-2, -1, 0, 1, 2, 4],
  ceilingPlus: [-2, 0, 1, 2, 4, 8],
  lotFactors: [0.6, 0.8, 1, 1.2],
} as const;

const MAX_REPLICATES = 100_000;
const MAX_POINTS = 2000;
/** Candidates that are confirmed at a time. */
const AT_ONCE = 4;

const asWritten: Variation = { triggerPlus: 0, ceilingPlus: 0, lotFactor: 1 };

/** All combinations, the settings as written first. */
function variationsOf(question: OptimisationQuestion): readonly Variation[] {
  const all = question.lotFactors.flatMap((lotFactor) =>
    question.triggerPlus.flatMap((triggerPlus) =>
      question.ceilingPlus.map((ceilingPlus) => ({ triggerPlus, ceilingPlus, lotFactor })),
    ),
  );
  const others = all.filter(
    (one) => one.triggerPlus !== 0 || one.ceilingPlus !== 0 || one.lotFactor !== 1,
  );
  return [asWritten, ...others];
}

/** Tries combinations of settings on common random numbers; those that cannot stand are left out. */
export async function optimiseScenario(
  input: unknown,
  question: OptimisationQuestion,
  options: RunOptions & { readonly waiting?: WaitingRuns },
  port: SimulationPort,
): Promise<Result<ForecastOptimisation, Refusal>> {
  const checked = checkSimulation(options.replicates, options.seed, MAX_REPLICATES);
  if (!checked.ok) return checked;
  const base = readForecastScenario(input);
  if (!base.ok) return base;
  const variations = variationsOf(question);
  if (variations.length > MAX_POINTS) return err(tooMany(variations.length));
  const tried = variations.flatMap((variation) => {
    const ready = readForecastScenario(varyScenario(base.value.scenario, variation));
    return ready.ok ? [{ variation, model: ready.value.model }] : [];
  });
  const { replicates, seed, waiting } = options;
  const about = JSON.stringify([base.value.scenario, question, replicates, seed]);
  const figures = waiting?.candidates.take(about) ?? [];
  const found = await judge(tried, question, { ...options, found: figures }, port);
  if (found === 'cancelled') {
    if (waiting === undefined || figures.length === 0) return err(runCancelled());
    waiting.candidates.keep(about, figures);
    const [done, of] = [figures.length, tried.length];
    return err(done < of ? stopped(done, of, 'combinations') : stoppedConfirming(of));
  }
  const { measure, limit } = question;
  const { name } = base.value.scenario;
  return ok({ engine: engineVersion, name, replicates, seed, measure, limit, ...found });
}

interface Candidate {
  readonly variation: Variation;
  readonly model: ForecastModel;
}

/** The points of all candidates, what the replicates show, and the best of them. */
async function judge(
  tried: readonly Candidate[],
  question: OptimisationQuestion,
  options: RunOptions & { readonly found: CandidateFigures[] },
  port: SimulationPort,
) {
  const models = tried.map(({ model }) => model);
  const figures = await judgeCandidates(models, options, port);
  if (figures === 'cancelled') return 'cancelled';
  const worst = worstRisk(figures, question.measure);
  const variations = tried.map(({ variation }) => variation);
  const points = pointsOf(variations, figures, question, worst);
  const confirmed = await confirm(points, models, { ...question, worst }, options, port);
  if (confirmed === 'cancelled') return 'cancelled';
  const guarantee = guaranteeOf(question.limit, worst, options.replicates);
  return { points, guarantee, ...confirmed, prices: pricesOf(points) };
}

const tooMany = (points: number): Refusal =>
  refusal(
    'too-many-combinations',
    `${points} combinations of settings are more than ${MAX_POINTS}.`,
    'Try fewer triggers, ceilings or factors.',
  );

type Confirmed = Pick<ForecastOptimisation, 'best' | 'confirmed' | 'rejected'>;

/**
 * The cheapest point that holds the limit on further replicates as well: whoever is the best of many has been lucky
 * once, and is asked again.
 */
async function confirm(
  points: readonly OptimisationPoint[],
  models: readonly ForecastModel[],
  { measure, limit, worst }: OptimisationQuestion & { readonly worst: number },
  options: RunOptions,
  port: SimulationPort,
): Promise<Confirmed | 'cancelled'> {
  const within = points
    .flatMap((point, i) => (point.isWithinLimit ? [i] : []))
    .toSorted((a, b) => (points[a]?.cost.mean ?? 0) - (points[b]?.cost.mean ?? 0));
  const { replicates, seed, workers, signal } = options;
  const again = { replicates, seed, workers, signal, first: replicates };
  for (let from = 0; from < within.length; from += AT_ONCE) {
    const asked = within.slice(from, from + AT_ONCE);
    const figures = await judgeCandidates(
      asked.map((i) => models[i] as ForecastModel),
      again,
      port,
    );
    if (figures === 'cancelled') return 'cancelled';
    const found = figures.map((one) => boundedRisk(one, measure, worst));
    const at = found.findIndex(({ bound }) => bound <= limit);
    if (at >= 0) {
      const confirmed = { replicates, ...(found[at] as (typeof found)[number]) };
      return { best: asked[at] as number, confirmed, rejected: from + at };
    }
  }
  return { best: null, confirmed: null, rejected: within.length };
}
