import { useMemo } from 'react';
import { markOf } from '../../../charts/lab-marks.ts';
import type { SeriesMark } from '../../../charts/lab-marks.ts';
import type { DesignFigures } from './multicentre-answer.ts';

/** A design with its figures and the mark that it has everywhere. */
export interface Compared {
  readonly label: string;
  readonly mark: SeriesMark;
  readonly figures: DesignFigures;
}

export function useCompared(
  designs: Readonly<Record<string, DesignFigures>>,
  hidden: readonly string[],
): { readonly all: readonly Compared[]; readonly shown: readonly Compared[] } {
  return useMemo(() => {
    const all = Object.entries(designs).map(([label, figures], index) => ({
      label,
      figures,
      mark: markOf(index),
    }));
    return { all, shown: all.filter(({ label }) => !hidden.includes(label)) };
  }, [designs, hidden]);
}

/** A figure of the comparison: one number a design. */
export interface ComparedFigure {
  readonly key: string;
  readonly isShare: boolean;
  readonly of: (figures: DesignFigures) => number;
  readonly error: (figures: DesignFigures) => number;
}

const share = (
  key: 'PD' | 'PCG_convergence' | 'PCG_deterministic' | 'P_skewed',
): ComparedFigure => ({
  key,
  isShare: true,
  of: (figures) => figures[key],
  error: ({ error }) => error[key] ?? 0,
});

const none = (): number => 0;

const loss = (key: 'L1' | 'L2' | 'L3'): ComparedFigure => ({
  key,
  isShare: false,
  of: (figures) => figures[key].mean,
  error: none,
});

/** In the order of the columns. */
export const comparedFigures: readonly ComparedFigure[] = [
  share('PD'),
  share('PCG_convergence'),
  share('PCG_deterministic'),
  { key: 'E_abs_D', isShare: false, of: ({ E_abs_D }) => E_abs_D, error: none },
  { key: 'SD_abs_D', isShare: false, of: ({ SD_abs_D }) => SD_abs_D, error: none },
  share('P_skewed'),
  loss('L1'),
  loss('L2'),
  loss('L3'),
];

export function comparedFigureOf(key: string): ComparedFigure {
  const figure = comparedFigures.find((known) => known.key === key) ?? comparedFigures[0];
  if (figure === undefined) throw new Error('there are no figures');
  return figure;
}
