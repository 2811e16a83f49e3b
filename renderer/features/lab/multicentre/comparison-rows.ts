import type { DesignFigures, MulticentreAnswer } from './multicentre-answer.ts';
import { spreads } from './multicentre-answer.ts';
import type { MulticentreQuestion } from './scenario.ts';

const figures = [
  'PD',
  'PCG_convergence',
  'PCG_deterministic',
  'E_abs_D',
  'SD_abs_D',
  'P_skewed',
] as const;
const parts = ['mean', 'sd', 'min', 'q25', 'q50', 'q75', 'max'] as const;

const rowOf = (design: DesignFigures): readonly number[] => [
  ...figures.map((name) => design[name]),
  ...spreads.flatMap((name) => parts.map((part) => design[name][part])),
];

/** The comparison as a file: every digit, and on each row what it was made from. */
export function comparisonRows(
  { scenario }: MulticentreQuestion,
  engine: string,
  { designs, replicates, seed }: MulticentreAnswer,
): readonly (readonly (string | number)[])[] {
  const { designs: _, ...setting } = scenario;
  const head = [
    'design',
    ...figures,
    ...spreads.flatMap((name) => parts.map((part) => `${name}_${part}`)),
    'replicates',
    'seed',
    'engine',
    'scenario',
  ];
  const tail = [replicates, seed, engine, JSON.stringify(setting)];
  return [
    head,
    ...Object.entries(designs).map(([name, design]) => [name, ...rowOf(design), ...tail]),
  ];
}
