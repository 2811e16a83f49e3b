import { type Design, prepareDesign } from '../../../../shared/engine/randomization/design.ts';
import type { RawParameters } from '../../../../shared/engine/randomization/parameters.ts';

/** A design as a specification writes it. */
export interface Case {
  readonly code: string;
  readonly weights: readonly number[];
  readonly raw: RawParameters;
  readonly n?: number;
}

export const designOf = ({ code, weights, raw, n }: Case): Design => {
  const prepared = prepareDesign(code, raw, { weights, n });
  if (!prepared.ok) throw new Error(`${code}: ${prepared.error.message}`);
  return prepared.value;
};

export const caseName = ({ code, weights, raw, n }: Case): string =>
  `${code} ${weights.join(':')} ${JSON.stringify(raw)}${n === undefined ? '' : ` n=${n}`}`;

const one = (code: string, raw: RawParameters = {}, n?: number): Case =>
  n === undefined ? { code, weights: [1, 1], raw } : { code, weights: [1, 1], raw, n };

/** Every procedure, with its arms, ratios and parameters varied. */
export const CASES: readonly Case[] = [
  one('crd'),
  { code: 'crd', weights: [1, 2, 3], raw: {} },
  one('tbd', {}, 12),
  one('rand', {}, 12),
  { code: 'rand', weights: [2, 1], raw: {}, n: 12 },
  { code: 'rand', weights: [1, 2, 2], raw: {}, n: 10 },
  one('pbd', { block: 4 }),
  one('pbd', { blocks: '2,4,6' }),
  { code: 'pbd', weights: [1, 2], raw: { block: 6 } },
  { code: 'pbd', weights: [1, 2], raw: { blocks: [3, 6] } },
  { code: 'pbd', weights: [1, 1, 2], raw: { block: 4 } },
  one('bcd', { p: '0.667' }),
  one('bcd', { p: 1 }),
  one('abcd', { a: 2 }),
  one('gbcd', { gamma: 2 }),
  one('bsd', { mti: 3 }),
  one('bsd', { mti: 1 }),
  one('bcdwit', { p: 0.7, mti: 2 }),
  one('eud', { b: 2 }),
  one('bud', { lambda: 2 }),
  { code: 'bud', weights: [1, 2], raw: { lambda: 2 } },
  { code: 'bud', weights: [1, 1, 1], raw: { lambda: 1 } },
  one('wei', { alpha: 1, beta: 1 }),
  { code: 'wei', weights: [1, 1, 1], raw: { alpha: 0, beta: 1 } },
  one('mp', { mti: 3 }, 12),
  { code: 'mp', weights: [2, 1], raw: { mti: 1 }, n: 12 },
  { code: 'mp', weights: [1, 3], raw: { mti: 2 }, n: 12 },
  one('brick'),
  { code: 'brick', weights: [3, 2], raw: {} },
  { code: 'brick', weights: [2, 2, 1], raw: {} },
  { code: 'brick', weights: [1, 2, 2, 1], raw: {} },
];
