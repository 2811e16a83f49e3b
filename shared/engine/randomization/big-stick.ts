import { ok } from '../../base/result.ts';
import { balanceBeyondLimit } from './imbalance.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';

const MTI: ParameterSpec = {
  name: 'mti',
  meaning: 'maximum tolerated imbalance b',
  kind: 'integer',
  min: 1,
  max: 100_000,
};

interface BigStick {
  readonly mti: number;
}

/**
 * Big stick design: a fair coin while abs(D) < b; at abs(D) = b the arm behind, for certain.
 * The state is D = N1 − N2.
 * Source: Soares & Wu 1983, Communications in Statistics A 12:2017–2034.
 */
export const bigStick: Procedure<BigStick, number> = {
  code: 'bsd',
  name: 'Big stick design',
  formula: 'P(arm 1) = 1/2 while abs(D) < b; 0 at D = b; 1 at D = -b',
  source: 'Soares & Wu 1983, Commun Stat A 12:2017-2034',
  armsAllowed: 'two-equal',
  needsLength: false,
  parameters: [MTI],
  parse: (raw) => {
    const mti = readNumber(MTI, raw);
    return mti.ok ? ok({ mti: mti.value }) : mti;
  },
  steps: () => null,
  initial: () => 0,
  probabilities: ({ mti }, d) => (d >= mti ? [0, 1] : d <= -mti ? [1, 0] : [0.5, 0.5]),
  next: (_, d, arm) => (arm === 0 ? d + 1 : d - 1),
  key: (d) => d,
  fromCounts: ({ mti }, counts) => balanceBeyondLimit(counts, mti),
};
