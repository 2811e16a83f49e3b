import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { type Counts, countsKey, withOneMore } from './counts-state.ts';
import {
  type MaximalTable,
  bandWidth,
  maximalTable,
  reachableRows,
  smallestLimit,
} from './maximal-table.ts';
import { type ParameterSpec, type RawParameters, readNumber } from './parameters.ts';
import type { DesignContext, Procedure } from './procedure.ts';

const MTI: ParameterSpec = {
  name: 'mti',
  meaning: 'maximum tolerated imbalance abs(N1·w2/w1 − N2); an integer for 1:1',
  kind: 'real',
  min: 0,
  minExclusive: true,
  max: 100_000,
};
const EQUAL_MTI: ParameterSpec = { ...MTI, kind: 'integer', min: 1, minExclusive: false };

/** Largest table (steps × states) computed; about 80 MB. */
const MAX_CELLS = 10_000_000;

interface Maximal {
  readonly n: number;
  readonly w1: number;
  readonly w2: number;
  /** Bound on abs(N1·w2 − N2·w1), i.e. mti·w1 rounded down. */
  readonly limit: number;
  readonly table: MaximalTable;
}

const readLimit = (raw: RawParameters, w1: number, w2: number): Result<number, Refusal> => {
  const mti = readNumber(w1 === 1 && w2 === 1 ? EQUAL_MTI : MTI, raw);
  // The small allowance keeps a limit such as 0.3333333333 × 3 from losing its last step.
  return mti.ok ? ok(Math.floor(mti.value * w1 + 1e-9)) : mti;
};

const parse = (raw: RawParameters, { weights, n = 0 }: DesignContext): Result<Maximal, Refusal> => {
  const [w1 = 1, w2 = 1] = weights;
  const limit = readLimit(raw, w1, w2);
  if (!limit.ok) return limit;
  const smallest = smallestLimit(w1, w1 + w2, n);
  if (limit.value < smallest) {
    return err(
      refusal(
        'mti-too-small',
        `No sequence of ${n} subjects in the ratio ${w1}:${w2} keeps the imbalance within ${String(raw['mti'])}.`,
        `Give mti >= ${smallest / w1}.`,
      ),
    );
  }
  const band = { w1, total: w1 + w2, limit: Math.min(limit.value, n * Math.max(w1, w2)) };
  if (n * bandWidth(band) > MAX_CELLS) {
    return err(
      refusal(
        'length-out-of-range',
        `The maximal procedure with n = ${n} and this mti needs more than ${MAX_CELLS} states.`,
        'Give a smaller n or mti.',
      ),
    );
  }
  return ok({ n, w1, w2, limit: band.limit, table: maximalTable(band, n) });
};

const probabilityOfFirst = (p: Maximal, n1: number, n2: number): number =>
  p.table.rows[n1 + n2]?.[n1 - (p.table.lowest[n1 + n2] ?? 0)] ?? Number.NaN;

const fromCounts = (p: Maximal, counts: readonly number[]): Result<Counts, Refusal> => {
  const [n1 = 0, n2 = 0] = counts;
  const j = n1 + n2;
  const rows = reachableRows({ w1: p.w1, total: p.w1 + p.w2, limit: p.limit }, j);
  const isReached = rows[j]?.[n1 - (p.table.lowest[j] ?? 0)] === 1;
  if (isReached && !Number.isNaN(probabilityOfFirst(p, n1, n2))) return ok(counts);
  return err(
    refusal(
      'counts-unreachable',
      `The counts ${counts.join(',')} cannot occur: no admissible sequence passes through them.`,
      `Give counts with abs(N1·${p.w2}/${p.w1} − N2) <= ${p.limit / p.w1} all the way.`,
    ),
  );
};

/**
 * Maximal procedure, two arms in any ratio: uniform over all sequences of length n whose imbalance
 * abs(N1·w2/w1 − N2) stays within the maximum tolerated imbalance at every step, so P(arm 1) is the
 * share of the remaining admissible sequences that begin with arm 1. The state is the counts.
 * Source: Berger, Ivanova & Knoll 2003, Stat Med 22:3017–3028; Salama, Ivanova & Qaqish 2008,
 * Stat Med 27:1421–1428 (generation and unequal ratio).
 */
export const maximal: Procedure<Maximal, Counts> = {
  code: 'mp',
  name: 'Maximal procedure',
  formula:
    'P(arm 1) = f(N1 + 1, N2) / f(N1, N2), f = number of ways to complete the n subjects with abs(N1·w2/w1 − N2) <= mti at every step',
  source:
    'Berger, Ivanova & Knoll 2003, Stat Med 22:3017-3028; Salama, Ivanova & Qaqish 2008, Stat Med 27:1421-1428',
  armsAllowed: 'two',
  needsLength: true,
  parameters: [MTI],
  parse,
  steps: ({ n }) => n,
  initial: () => [0, 0],
  probabilities: (p, [n1 = 0, n2 = 0]) => {
    const first = probabilityOfFirst(p, n1, n2);
    return [first, 1 - first];
  },
  next: (_, counts, arm) => withOneMore(counts, arm),
  key: countsKey,
  fromCounts,
};
