import type { InputOf } from '../../../../shared/contracts/index.ts';

export type MulticentreQuestion = Omit<InputOf<'lab.multicentre'>, 'job'>;

type NumberField = number | string;

/** A scenario as typed. */
export interface Scenario {
  readonly n: NumberField;
  readonly centres: NumberField;
  readonly regions: NumberField;
  readonly activeFrom: NumberField;
  readonly activeTo: NumberField;
  readonly alpha: NumberField;
  readonly beta: NumberField;
  readonly designs: readonly string[];
  readonly replicates: NumberField;
  readonly seed: NumberField;
}

export type ScenarioNumber = Exclude<keyof Scenario, 'designs'>;

/** The 16 designs of the published comparison, for a largest imbalance b and the limits of dynamic balancing. */
const publishedDesigns = (b: number): readonly string[] => [
  ...['U', 'R', 'C'].flatMap((level) =>
    ['PBD', 'BUD', 'EUD', 'BSD'].map((code) => `${level}-${code}(${b})`),
  ),
  ...[
    [b, b, b],
    [b, 2 * b, 2 * b],
    [b, 2 * b, 4 * b],
  ].map((limits) => `DBR(${limits.join(',')})`),
  'CRD',
];

const published = (centres: number, alpha: number, beta: number, b: number): Scenario => ({
  n: 500,
  centres,
  regions: 5,
  activeFrom: 0,
  activeTo: 122,
  alpha,
  beta,
  designs: publishedDesigns(b),
  replicates: 1_000,
  seed: 1,
});

/** The scenarios of Sverdlov, Ryeznik et al. 2024, BMC Med Res Methodol 24:52. */
export const scenarios = {
  1: published(80, 120, 5800, 2),
  2: published(80, 1.2, 58, 2),
  3: published(160, 1.2, 58, 2),
  4: published(80, 1.2, 58, 4),
} as const;

export const knownDesigns: readonly string[] = [
  ...publishedDesigns(2),
  ...publishedDesigns(4),
].filter((name, index, all) => all.indexOf(name) === index);

/** The question as typed; undefined while a number is missing. The core judges every value. */
export function questionOf(scenario: Scenario): MulticentreQuestion | undefined {
  const { designs, replicates, seed, ...numbers } = scenario;
  const isFilled = [...Object.values(numbers), replicates, seed].every((value) => value !== '');
  if (!isFilled || designs.length === 0) return undefined;
  return {
    scenario: {
      n: Number(numbers.n),
      centres: Number(numbers.centres),
      regions: Number(numbers.regions),
      activation_days: [Number(numbers.activeFrom), Number(numbers.activeTo)],
      rate: { alpha: Number(numbers.alpha), beta: Number(numbers.beta) },
      designs: [...designs],
    },
    replicates: Number(replicates),
    seed: Number(seed),
  };
}

const daysAMonth = 365.25 / 12;

/** Mean recruitment of a centre in patients a month and its spread between centres as a share of the mean. */
export function rateOf({ alpha, beta }: Scenario): { mean: number; spread: number } | undefined {
  if (!(Number(alpha) > 0 && Number(beta) > 0)) return undefined;
  return {
    mean: (Number(alpha) / Number(beta)) * daysAMonth,
    spread: 1 / Math.sqrt(Number(alpha)),
  };
}
