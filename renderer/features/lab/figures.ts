import type { LabAssessed, LabFigures } from '../../../shared/contracts/lab.ts';

/** A figure of the assessment that tables and plots show. */
export interface Figure {
  readonly key: string;
  readonly isShare: boolean;
  readonly of: (figures: LabFigures) => number;
  /** Its name among the Monte-Carlo errors; undefined where none is known. */
  readonly error?: string;
}

const plain = (key: keyof LabFigures & string, isShare: boolean): Figure => ({
  key,
  isShare,
  of: (figures) => Number(figures[key]),
  error: key,
});

/** In the order of the columns. Loss is E D²/n: subjects' worth of information that imbalance costs. */
export const figures: readonly Figure[] = [
  plain('PD', true),
  plain('PCG_convergence', true),
  plain('PCG_deterministic', true),
  plain('E_abs_D', false),
  plain('SD_abs_D', false),
  plain('P_D0', true),
  plain('E_max_abs_D', false),
  { key: 'loss', isShare: false, of: ({ E_D2, n }) => E_D2 / n },
  plain('EF', false),
];

const byKey = new Map(figures.map((figure) => [figure.key, figure]));

/** The figure of that name; the first when there is none. */
export function figureOf(key: string): Figure {
  const figure = byKey.get(key) ?? figures[0];
  if (figure === undefined) throw new Error('there are no figures');
  return figure;
}

/** `33.3 %` or `1.234`: as many digits as the eye compares; files carry all. */
export const shortText = ({ isShare }: Pick<Figure, 'isShare'>, value: number): string =>
  isShare ? `${(100 * value).toFixed(1)} %` : value.toFixed(Math.abs(value) >= 100 ? 1 : 3);

export const exactText = ({ isShare }: Pick<Figure, 'isShare'>, value: number): string =>
  isShare ? `${(100 * value).toFixed(4)} %` : value.toFixed(5);

/** An error by its first two digits, however small. */
export const errorText = ({ isShare }: Pick<Figure, 'isShare'>, error: number): string =>
  `± ${Number((isShare ? 100 * error : error).toPrecision(2))}${isShare ? ' %' : ''}`;

/** Monte-Carlo standard error; 0 where the figure is exact or its error unknown. */
export function errorOf({ error }: Figure, found: LabFigures): number {
  const value = error === undefined ? undefined : found.error?.[error];
  return typeof value === 'number' ? value : 0;
}

/** A candidate that has figures. */
export type Found = LabAssessed & { readonly figures: LabFigures };

export const isFound = (design: LabAssessed): design is Found => design.figures !== null;
