import { ok } from '../../../base/result.ts';
import type { Design } from '../design.ts';
import { type StateTable, compileDesign } from './state-table.ts';

/** Beyond this the plain procedure is faster than walking all its states first. */
const MOST_STATES = 20_000;

/** Index of the state after each arm: [state * arms + arm], -1 where the arm is impossible. */
function successors(table: StateTable): Int32Array {
  const next = new Int32Array(table.stateCount * table.arms).fill(-1);
  for (let state = 0; state < table.stateCount; state++) {
    const end = table.outcomeStart[state + 1] as number;
    for (let o = table.outcomeStart[state] as number; o < end; o++) {
      next[state * table.arms + (table.outcomeArm[o] as number)] = table.outcomeTarget[o] as number;
    }
  }
  return next;
}

/**
 * The same design with its states numbered and looked up: the probabilities are the very doubles of the
 * plain procedure, so whatever is drawn with it is the same, bit for bit. Serves lists of up to `steps`
 * subjects. A design that conceals something or has very many states is returned as it is.
 */
export function tabulated(design: Design, steps: number): Design {
  const compiled = compileDesign(design, steps, MOST_STATES);
  if (!compiled.ok) return design;
  const table = compiled.value;
  const conceals = table.states.some((state) => design.concealedOptions(state) > 0);
  if (conceals || table.initial.length !== 1 || table.outcomeTarget.length > arcs(table)) {
    return design;
  }
  const next = successors(table);
  const probabilities = Array.from({ length: table.stateCount }, (_, state) =>
    Array.from(table.probabilities.subarray(state * table.arms, (state + 1) * table.arms)),
  );
  const index = new Map(table.states.map((state, i) => [design.key(state), i]));
  const plain = (state: unknown): unknown => table.states[state as number];
  return {
    code: design.code,
    weights: design.weights,
    steps: design.steps,
    initial: table.initial[0],
    probabilities: (state) => probabilities[state as number] ?? [],
    next: (state, arm) => next[(state as number) * table.arms + arm],
    key: (state) => design.key(plain(state)),
    startsBlock: (state) => design.startsBlock(plain(state)),
    concealedOptions: () => 0,
    settle: () => {
      throw new Error(`${design.code} conceals nothing`);
    },
    fromCounts: (counts, j) => {
      const found = design.fromCounts(counts, j);
      if (!found.ok) return found;
      const known = index.get(design.key(found.value));
      if (known === undefined) throw new RangeError('the counts lie beyond the tabulated steps');
      return ok(known);
    },
  };
}

/** Number of (state, possible arm) pairs; more outcomes than these mean something is concealed. */
const arcs = (table: StateTable): number => table.probabilities.filter((p) => p > 0).length;
