import type { Scenario } from '../forecast-state.ts';

/** A number of a scenario that the form offers. */
export interface ScenarioField {
  readonly key: string;
  readonly path: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** What holds when it is left out. */
  readonly usual?: number;
}

type Tree = { readonly [key: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a place of a scenario; undefined where nothing does. */
export const valueAt = (scenario: Scenario, path: readonly string[]): unknown =>
  path.reduce<unknown>((found, key) => (isTree(found) ? found[key] : undefined), scenario);

function treeWith(tree: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const known = isTree(tree) ? tree : {};
  const next = treeWith(known[key], rest, value);
  const others = Object.entries(known).filter(([name]) => name !== key);
  if (next === undefined) return Object.fromEntries(others);
  if (key in known) return { ...known, [key]: next };
  return Object.fromEntries([...others, [key, next]]);
}

/** The scenario with another value at a place; undefined takes it out. */
export const withValue = (scenario: Scenario, path: readonly string[], value: unknown): Scenario =>
  treeWith(scenario, path, value) as Scenario;

const whole = (key: string, path: string, min: number, max: number, usual?: number) =>
  ({
    key,
    path: path.split('/'),
    min,
    max,
    isWhole: true,
    ...(usual === undefined ? {} : { usual }),
  }) satisfies ScenarioField;

const amount = (key: string, path: string, min: number, max: number, usual?: number) =>
  ({ ...whole(key, path, min, max, usual), isWhole: false }) satisfies ScenarioField;

const rateFields = ({ recruitment }: Scenario): readonly ScenarioField[] => {
  // Fitted rates make those of the scenario forgotten.
  if (recruitment.fitRate === true) return [];
  return 'mean' in recruitment.rate
    ? [
        amount('rateMean', 'recruitment/rate/mean', 0, 1000),
        amount('rateCv', 'recruitment/rate/cv', 0, 10, 0.8),
      ]
    : [
        amount('rateAlpha', 'recruitment/rate/alpha', 0.001, 1e9),
        amount('rateBeta', 'recruitment/rate/beta', 1e-6, 1e12),
      ];
};

const levelFields = (scenario: Scenario): readonly ScenarioField[] =>
  scenario.resupply.study.levels.kind === 'min-max'
    ? [
        whole('trigger', 'resupply/study/levels/trigger', 0, 5000),
        whole('ceiling', 'resupply/study/levels/ceiling', 0, 5000),
      ]
    : [
        whole('triggerDays', 'resupply/study/levels/triggerDays', 0, 1000),
        whole('resupplyDays', 'resupply/study/levels/resupplyDays', 0, 1000),
        whole('buffer', 'resupply/study/levels/buffer', 0, 5000),
      ];

/** The numbers that planners change most, as far as this scenario has them. */
export const fieldsOf = (scenario: Scenario): readonly ScenarioField[] => [
  whole('horizonDays', 'horizonDays', 1, 5000),
  whole('target', 'recruitment/target', 0, 100_000),
  ...rateFields(scenario),
  amount('decay', 'recruitment/decayPerDay', 0, 1, 0),
  amount('screenFailure', 'recruitment/screening/failure', 0, 0.99, 0),
  amount('dropout', 'subjects/dropoutPerDay', 0, 1, 0),
  whole('waitDays', 'subjects/waitDays', 0, 90, 0),
  ...levelFields(scenario),
  whole('initialStock', 'resupply/study/initialStock', 0, 5000),
  whole('leadDays', 'resupply/study/leadDays', 0, 90),
  amount('loss', 'transport/loss', 0, 1, 0),
  amount('shipmentCost', 'costs/shipment', 0, 1e9, 0),
  amount('risk', 'risk', 0.0001, 0.5, 0.05),
];
