import type { VerdictKind } from '../../domain/backup/verdict-kinds.ts';

interface Counted {
  readonly verdict: VerdictKind;
  readonly state: 'waiting' | 'recorded' | 'open' | 'resolved';
}

/** Assignments by verdict and state, in alphabetical order. */
export function tallyOf(items: readonly Counted[]): (Counted & { readonly assignments: number })[] {
  const counts = new Map<string, Counted & { assignments: number }>();
  for (const { verdict, state } of items) {
    const name = `${verdict} ${state}`;
    const row = counts.get(name) ?? { verdict, state, assignments: 0 };
    row.assignments += 1;
    counts.set(name, row);
  }
  return [...counts.keys()]
    .sort()
    .map((name) => counts.get(name) as Counted & { assignments: number });
}
