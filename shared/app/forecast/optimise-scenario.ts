import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ForecastOptimisation, OptimisationPoint } from '../../contracts/forecast-studies.ts';
import { checkSimulation } from '../design-lab/characteristics.ts';
import { engineVersion } from '../design-lab/engine-version.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { judgeCandidates } from './judge-candidates.ts';
import type { CandidateFigures } from './judge-candidates.ts';
import { readForecastScenario } from './read-scenario.ts';
import { varyScenario } from './vary-scenario.ts';
import type { Variation } from './vary-scenario.ts';

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
/** One-sided 95 %. */
const CONFIDENCE = 1.645;

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
  options: RunOptions,
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
  const figures = await judgeCandidates(
    tried.map(({ model }) => model),
    options,
    port,
  );
  if (figures === 'cancelled') return err(runCancelled());
  const points = pointsOf(
    tried.map(({ variation }) => variation),
    figures,
    question,
  );
  return ok({
    engine: engineVersion,
    name: base.value.scenario.name,
    replicates: options.replicates,
    seed: options.seed,
    measure: question.measure,
    limit: question.limit,
    points,
    best: bestOf(points),
    prices: pricesOf(points),
  });
}

const tooMany = (points: number): Refusal =>
  refusal(
    'too-many-combinations',
    `${points} combinations of settings are more than ${MAX_POINTS}.`,
    'Try fewer triggers, ceilings or factors.',
  );

const riskIn =
  (figures: CandidateFigures, measure: ForecastOptimisation['measure']) =>
  (r: number): number =>
    measure === 'any-stock-out'
      ? figures.at(r, 'stockOut')
      : figures.at(r, 'missed') / Math.max(1, figures.at(r, 'visits'));

function pointsOf(
  variations: readonly Variation[],
  all: readonly CandidateFigures[],
  { measure, limit }: OptimisationQuestion,
): OptimisationPoint[] {
  const [first] = all as readonly [CandidateFigures];
  const baseRisk = riskIn(first, measure);
  const points = all.map((figures, i): OptimisationPoint => {
    const risk = riskIn(figures, measure);
    const mean = figures.mean(risk);
    return {
      ...(variations[i] as Variation),
      risk: mean,
      cost: figures.mean((r) => figures.at(r, 'cost')),
      shipments: figures.mean((r) => figures.at(r, 'shipments')),
      wastePercent: figures.mean((r) => wasteIn(figures, r)),
      riskDifference: figures.mean((r) => risk(r) - baseRisk(r)),
      costDifference: figures.mean((r) => figures.at(r, 'cost') - first.at(r, 'cost')),
      isOnFrontier: false,
      isWithinLimit: mean.mean + CONFIDENCE * mean.error <= limit,
    };
  });
  return points.map((point) => ({
    ...point,
    isOnFrontier: !points.some((one) => beats(one, point)),
  }));
}

const wasteIn = (figures: CandidateFigures, r: number): number => {
  const packaged = figures.at(r, 'packaged');
  return packaged === 0 ? 0 : 100 * (1 - figures.at(r, 'used') / packaged);
};

const beats = (a: OptimisationPoint, b: OptimisationPoint): boolean =>
  a.cost.mean <= b.cost.mean &&
  a.risk.mean <= b.risk.mean &&
  (a.cost.mean < b.cost.mean || a.risk.mean < b.risk.mean);

function bestOf(points: readonly OptimisationPoint[]): number | null {
  let best: number | null = null;
  points.forEach((point, i) => {
    if (!point.isWithinLimit) return;
    const cost = best === null ? Infinity : (points[best] as OptimisationPoint).cost.mean;
    if (point.cost.mean < cost) best = i;
  });
  return best;
}

/** What one step of each setting alone costs and brings, from the points next to the settings as written. */
function pricesOf(points: readonly OptimisationPoint[]): ForecastOptimisation['prices'] {
  const next = (
    setting: 'trigger' | 'ceiling' | 'lots',
    stepOf: (point: OptimisationPoint) => number,
    isAlone: (point: OptimisationPoint) => boolean,
  ): ForecastOptimisation['prices'] => {
    const [nearest] = points
      .filter((point) => isAlone(point) && stepOf(point) > 0)
      .toSorted((a, b) => stepOf(a) - stepOf(b));
    if (nearest === undefined) return [];
    const { riskDifference: risk, costDifference: cost } = nearest;
    return [{ setting, step: stepOf(nearest), risk, cost }];
  };
  return [
    ...next(
      'trigger',
      ({ triggerPlus }) => triggerPlus,
      ({ ceilingPlus, lotFactor }) => ceilingPlus === 0 && lotFactor === 1,
    ),
    ...next(
      'ceiling',
      ({ ceilingPlus }) => ceilingPlus,
      ({ triggerPlus, lotFactor }) => triggerPlus === 0 && lotFactor === 1,
    ),
    ...next(
      'lots',
      ({ lotFactor }) => Math.round(100 * (lotFactor - 1)),
      ({ triggerPlus, ceilingPlus }) => triggerPlus === 0 && ceilingPlus === 0,
    ),
  ];
}
