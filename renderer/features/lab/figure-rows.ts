import { errorOf, figures } from './figures.ts';
import type { Question } from './lab-state.ts';
import type { Marked } from './marked.ts';

type Cell = string | number;

/** The table as a file: every digit, errors beside estimates, and on each row what it was made from. */
export function figureRows(
  marked: readonly Marked[],
  question: Question,
  engine: string,
): readonly (readonly Cell[])[] {
  const head = [
    'design',
    'procedure',
    'parameters',
    'arms',
    'n',
    'method',
    'replicates',
    'seed',
    'engine',
    ...figures.flatMap(({ key }) => [key, `error_${key}`]),
  ];
  const rows = marked.map(({ label, procedure, parameters, figures: found }): Cell[] => [
    label,
    procedure,
    Object.entries(parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
    question.arms.join(':'),
    question.n,
    found.method,
    found.replicates ?? '',
    found.seed ?? '',
    engine,
    ...figures.flatMap((figure) => [
      figure.of(found),
      found.method === 'exact' || figure.error === undefined ? '' : errorOf(figure, found),
    ]),
  ]);
  return [head, ...rows];
}
