import type { ForecastEstimate } from '../../contracts/forecast-answer.ts';
import type { ForecastOptimisation, OptimisationPoint } from '../../contracts/forecast-studies.ts';
import type { CandidateFigures } from './judge-candidates.ts';
import { riskBound, worstOf } from './risk-bound.ts';
import type { Variation } from './vary-scenario.ts';

/** What a replicate of a candidate risked. */
export const riskIn =
  (figures: CandidateFigures, measure: ForecastOptimisation['measure']) =>
  (r: number): number =>
    measure === 'any-stock-out'
      ? figures.at(r, 'stockOut')
      : figures.at(r, 'missed') / Math.max(1, figures.at(r, 'visits'));

/** What each replicate of a candidate risked, added up, with the upper bound of the mean. */
export function boundedRisk(
  figures: CandidateFigures,
  measure: ForecastOptimisation['measure'],
  worst: number,
): { readonly risk: ForecastEstimate; readonly bound: number } {
  const risks = risksOf(figures, measure);
  const risk = figures.mean((r) => risks[r] as number);
  const sum = risks.reduce((all, one) => all + one, 0);
  const hits = risks.filter((one) => one > 0).length;
  return { risk, bound: riskBound({ replicates: risks.length, hits, sum, ...risk }, worst) };
}

const risksOf = (
  figures: CandidateFigures,
  measure: ForecastOptimisation['measure'],
): readonly number[] =>
  Array.from({ length: figures.replicates }, (_, r) => riskIn(figures, measure)(r));

/** The worst that any replicate of these risked; a stock-out is one or none. */
export const worstRisk = (
  all: readonly CandidateFigures[],
  measure: ForecastOptimisation['measure'],
): number =>
  measure === 'any-stock-out'
    ? 1
    : worstOf(all.map((figures) => Math.max(...risksOf(figures, measure))));

/** The candidates as points between cost and risk, compared with the first. */
export function pointsOf(
  variations: readonly Variation[],
  all: readonly CandidateFigures[],
  { measure, limit }: Pick<ForecastOptimisation, 'measure' | 'limit'>,
  worst: number,
): OptimisationPoint[] {
  const [first] = all as readonly [CandidateFigures];
  const baseRisk = riskIn(first, measure);
  const points = all.map((figures, i): OptimisationPoint => {
    const risk = riskIn(figures, measure);
    const { risk: mean, bound } = boundedRisk(figures, measure, worst);
    return {
      ...(variations[i] as Variation),
      risk: mean,
      bound,
      cost: figures.mean((r) => figures.at(r, 'cost')),
      shipments: figures.mean((r) => figures.at(r, 'shipments')),
      wastePercent: figures.mean((r) => wasteIn(figures, r)),
      riskDifference: figures.mean((r) => risk(r) - baseRisk(r)),
      costDifference: figures.mean((r) => figures.at(r, 'cost') - first.at(r, 'cost')),
      isOnFrontier: false,
      isWithinLimit: bound <= limit,
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

/** What one step of each setting alone costs and brings, from the points next to the settings as written. */
export function pricesOf(points: readonly OptimisationPoint[]): ForecastOptimisation['prices'] {
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
