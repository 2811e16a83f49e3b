import type { PrintDocument } from '../ports.ts';
import { engineVersion } from './engine-version.ts';
import type { MulticentreAnswer, MulticentreDesignAnswer } from './multicentre.ts';

const share = (value: number, error: number): string =>
  `${(100 * value).toFixed(2)} % ± ${(100 * error).toFixed(2)}`;
const figure = (value: number): string => value.toFixed(3);
const days = (value: number): string => value.toFixed(0);

type Row = readonly string[];
type Designs = readonly (readonly [name: string, design: MulticentreDesignAnswer])[];

const guessRow = ([name, design]: Designs[number]): Row => [
  name,
  share(design.PD, design.error.PD),
  share(design.PCG_convergence, design.error.PCG_convergence),
  share(design.PCG_deterministic, design.error.PCG_deterministic),
  share(design.P_skewed, design.error.P_skewed),
  figure(design.E_abs_D),
  figure(design.SD_abs_D),
];

const lossRow = ([name, { L1, L2, L3, RE1, RE2, RE3 }]: Designs[number]): Row => [
  name,
  ...[L1, L2, L3].map(({ mean, error }) => `${figure(mean)} ± ${figure(error)}`),
  ...[RE1, RE2, RE3].map(({ mean }) => mean.toFixed(4)),
];

/** Limits of the imbalance that the table of tails shows. */
const tailLimits = [2, 4, 6, 10] as const;

const tailRow = ([name, { P_imbalance: tails }]: Designs[number]): Row => [
  name,
  ...[tails.trial, tails.region, tails.centre].map((tail) =>
    tailLimits.map((limit) => (tail[limit] ?? 0).toFixed(3)).join('  '),
  ),
];

const meaning =
  'PD: share of allocations that are certain beforehand. PCG: share of right guesses, within the centre by betting on the arm that is behind, ' +
  'and by betting only when the next arm is certain. Skewed: mean share, among centres with two patients or more, of those whose difference is ' +
  'more than a third of their patients. D: difference of the arms of the trial. Behind ±: Monte-Carlo standard error.';

const lossMeaning =
  'L1 = D²/n; L2 and L3 are the sums of D²/n over regions and centres: how many patients the imbalance is worth losing. RE = 1 − L/n. Means over the trials.';

const tailMeaning = `Probability that the difference of the arms reaches ${tailLimits.join(', ')}: of the trial, of the worst region, of the worst centre.`;

/** What the figures were made from, and how recruitment went. */
function factsOf(
  scenario: { readonly [field: string]: unknown },
  { recruitment, replicates, seed }: MulticentreAnswer,
): readonly (readonly [name: string, value: string])[] {
  const { designs: _, ...setting } = scenario;
  const { q25, q50, q75, mean } = recruitment.days;
  return [
    ...Object.entries(setting).map(([field, value]) => [field, JSON.stringify(value)] as const),
    ['Engine', engineVersion],
    ['Seed', String(seed)],
    ['Simulated trials', String(replicates)],
    [
      'Days to the last patient',
      `median ${days(q50)}, middle half ${days(q25)} to ${days(q75)}, mean ${days(mean)}`,
    ],
    [
      'Centres without a patient',
      `${(recruitment.centres_by_count[0] ?? 0).toFixed(1)} on average`,
    ],
  ];
}

/** The comparison of designs in a multi-centre trial, for the appendix of a protocol: figures, meaning, scenario, seed and versions. */
export function multicentreDocument(
  title: string,
  scenario: { readonly [field: string]: unknown },
  answer: MulticentreAnswer,
): PrintDocument {
  const designs: Designs = Object.entries(answer.designs);
  return {
    title,
    language: 'en',
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'facts', rows: factsOf(scenario, answer) },
      {
        kind: 'table',
        header: ['Design', 'PD', 'PCG', 'PCG, certain', 'Skewed', 'E|D|', 'SD|D|'],
        rows: designs.map(guessRow),
      },
      { kind: 'text', text: meaning },
      {
        kind: 'table',
        header: ['Design', 'L1', 'L2', 'L3', 'RE1', 'RE2', 'RE3'],
        rows: designs.map(lossRow),
      },
      { kind: 'text', text: lossMeaning },
      {
        kind: 'table',
        header: ['Design', 'Trial', 'Worst region', 'Worst centre'],
        rows: designs.map(tailRow),
      },
      { kind: 'text', text: tailMeaning },
    ],
  };
}
