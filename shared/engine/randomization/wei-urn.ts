import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { type Counts, countsKey, withOneMore } from './counts-state.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';
import { sum } from './weights.ts';

const ALPHA: ParameterSpec = {
  name: 'alpha',
  meaning: 'balls of each arm at the start',
  kind: 'real',
  min: 0,
  max: 1_000_000,
};
const BETA: ParameterSpec = {
  name: 'beta',
  meaning: 'balls of every other arm added after an allocation',
  kind: 'real',
  min: 0,
  max: 1_000_000,
};

interface WeiUrn {
  readonly arms: number;
  readonly alpha: number;
  readonly beta: number;
}

/**
 * Wei's urn UD(α, β) for m arms in equal ratio: P_k = (α + β(j − 1 − N_k)) / (mα + β(m − 1)(j − 1)).
 * An urn without balls at the start (α = 0) draws the first arm by 1/m. The state is the counts.
 * Source: Wei 1977, J Am Stat Assoc 72:382–386; Wei 1978, Ann Stat 6:92–100.
 */
export const weiUrn: Procedure<WeiUrn, Counts> = {
  code: 'wei',
  name: "Wei's urn design",
  formula: 'P_k = (α + β(j − 1 − N_k)) / (mα + β(m − 1)(j − 1)); 1/m while the urn is empty',
  source: 'Wei 1977, J Am Stat Assoc 72:382-386; Wei 1978, Ann Stat 6:92-100',
  armsAllowed: 'equal',
  needsLength: false,
  parameters: [ALPHA, BETA],
  parse: (raw, { weights }) => {
    const alpha = readNumber(ALPHA, raw);
    if (!alpha.ok) return alpha;
    const beta = readNumber(BETA, raw);
    if (!beta.ok) return beta;
    if (alpha.value + beta.value > 0) {
      return ok({ arms: weights.length, alpha: alpha.value, beta: beta.value });
    }
    return err(
      refusal(
        'parameter-out-of-range',
        'An urn with alpha 0 and beta 0 never holds a ball.',
        'Give alpha or beta above 0.',
      ),
    );
  },
  steps: () => null,
  initial: ({ arms }) => Array.from({ length: arms }, () => 0),
  probabilities: ({ arms, alpha, beta }, counts) => {
    const allocated = sum(counts);
    const balls = arms * alpha + beta * (arms - 1) * allocated;
    if (balls === 0) return counts.map(() => 1 / arms);
    return counts.map((count) => (alpha + beta * (allocated - count)) / balls);
  },
  next: (_, counts, arm) => withOneMore(counts, arm),
  key: countsKey,
  fromCounts: (_, counts) => ok(counts),
};
