import type { Sheet } from '../../shared/app/ports.ts';
import type {
  ForecastCentres,
  ForecastComparison,
  ForecastOptimisation,
} from '../../shared/contracts/forecast-studies.ts';
import { table } from './forecast-tables.ts';

/** Differences of scenarios, and kit types that have none. */
export function comparisonTables({
  answers,
  differences,
  unmatched,
}: ForecastComparison): readonly Sheet[] {
  const nameOf = (scenario: number): string | undefined => answers[scenario]?.name;
  return [
    table('differences', differences, {
      scenario: (row) => nameOf(row.scenario),
      less: () => nameOf(0),
      measure: (row) => row.measure,
      kit_type: (row) => row.kitType,
      difference: (row) => row.difference?.mean,
      error: (row) => row.difference?.error,
    }),
    table('unmatched', unmatched, {
      scenario: (row) => nameOf(row.scenario),
      kit_type: (row) => row.kitType,
      only_in: (row) => nameOf(row.onlyIn === 'first' ? 0 : row.scenario),
    }),
  ];
}

/** All combinations that were tried. */
const combinations = ({ points, best }: ForecastOptimisation): Sheet =>
  table(
    'combinations',
    points.map((point, at) => ({ ...point, isBest: at === best })),
    {
      trigger_plus: (row) => row.triggerPlus,
      ceiling_plus: (row) => row.ceilingPlus,
      lot_factor: (row) => row.lotFactor,
      risk: (row) => row.risk.mean,
      risk_error: (row) => row.risk.error,
      risk_bound: (row) => row.bound,
      cost: (row) => row.cost.mean,
      cost_error: (row) => row.cost.error,
      shipments: (row) => row.shipments.mean,
      shipments_error: (row) => row.shipments.error,
      waste_percent: (row) => row.wastePercent.mean,
      waste_percent_error: (row) => row.wastePercent.error,
      risk_difference: (row) => row.riskDifference.mean,
      risk_difference_error: (row) => row.riskDifference.error,
      cost_difference: (row) => row.costDifference.mean,
      cost_difference_error: (row) => row.costDifference.error,
      on_frontier: (row) => yes(row.isOnFrontier),
      within_limit: (row) => yes(row.isWithinLimit),
      best: (row) => yes(row.isBest),
    },
  );

/** What a step of each setting costs and brings. */
const prices = (answer: ForecastOptimisation): Sheet =>
  table('prices', answer.prices, {
    setting: (row) => row.setting,
    step: (row) => row.step,
    risk: (row) => row.risk.mean,
    risk_error: (row) => row.risk.error,
    cost: (row) => row.cost.mean,
    cost_error: (row) => row.cost.error,
  });

export const optimisationTables = (answer: ForecastOptimisation): readonly Sheet[] => [
  combinations(answer),
  prices(answer),
];

const yes = (is: boolean): string => (is ? 'yes' : '');

/** Every number of further sites that was tried. */
export const centresTables = ({ tried, needed, possible }: ForecastCentres): readonly Sheet[] => [
  table('sites-tried', tried, {
    added: (row) => row.added,
    sites: (row) => row.sites,
    in_time: (row) => row.share,
    error: (row) => row.error,
    lower: (row) => row.lower,
    upper: (row) => row.upper,
    median_date: (row) => row.medianDate,
    suffices: (row) => yes(row.added === needed),
    might_suffice: (row) => yes(row.added === possible),
  }),
];
