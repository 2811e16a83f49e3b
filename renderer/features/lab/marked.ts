import { useMemo } from 'react';
import type { LabAssessed } from '../../../shared/contracts/lab.ts';
import { markOf } from '../../charts/lab-marks.ts';
import type { SeriesMark } from '../../charts/lab-marks.ts';
import { isFound } from './figures.ts';
import type { Found } from './figures.ts';
import { useLab } from './lab-state.ts';

/** A candidate with its figures and the mark that it has everywhere. */
export type Marked = Found & { readonly mark: SeriesMark };

/** The same procedure twice gets a number, so that every label is one candidate's. */
function named(designs: readonly LabAssessed[]): readonly LabAssessed[] {
  const seen = new Map<string, number>();
  return designs.map((design) => {
    const times = (seen.get(design.label) ?? 0) + 1;
    seen.set(design.label, times);
    return times === 1 ? design : { ...design, label: `${design.label} #${times}` };
  });
}

/** The answer's candidates; those with figures also with their marks. */
export function useAnswer(): {
  readonly all: readonly LabAssessed[];
  readonly marked: readonly Marked[];
  readonly shown: readonly Marked[];
} {
  const designs = useLab((state) => state.answered?.assessment.designs);
  const hidden = useLab((state) => state.hidden);
  return useMemo(() => {
    const all = named(designs ?? []);
    const marked = all.flatMap((design, index) =>
      isFound(design) ? [{ ...design, mark: markOf(index) }] : [],
    );
    return { all, marked, shown: marked.filter(({ label }) => !hidden.includes(label)) };
  }, [designs, hidden]);
}
