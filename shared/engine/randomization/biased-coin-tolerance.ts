import { ok } from '../../base/result.ts';
import { COIN } from './biased-coin.ts';
import { balanceBeyondLimit, signedCoin } from './imbalance.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';

const MTI: ParameterSpec = {
  name: 'mti',
  meaning: 'maximum tolerated imbalance b',
  kind: 'integer',
  min: 1,
  max: 100_000,
};

interface BiasedCoinTolerance {
  readonly p: number;
  readonly mti: number;
}

/**
 * Biased coin with imbalance tolerance: Efron's coin inside, the arm behind for certain at
 * abs(D) = b. The state is D = N1 − N2.
 * Source: Chen 1999, Commun Stat Stoch Models 15:953–975.
 */
export const biasedCoinTolerance: Procedure<BiasedCoinTolerance, number> = {
  code: 'bcdwit',
  name: 'Biased coin design with imbalance tolerance',
  formula: 'P(arm 1) = 0 at D = b; 1 at D = -b; inside 1/2, p or 1 - p by the sign of D',
  source:
    'Chen 1999, Biased coin design with imbalance tolerance, Commun Stat Stoch Models 15:953-975',
  armsAllowed: 'two-equal',
  needsLength: false,
  parameters: [COIN, MTI],
  parse: (raw) => {
    const p = readNumber(COIN, raw);
    if (!p.ok) return p;
    const mti = readNumber(MTI, raw);
    return mti.ok ? ok({ p: p.value, mti: mti.value }) : mti;
  },
  steps: () => null,
  initial: () => 0,
  probabilities: ({ p, mti }, d) => {
    if (d >= mti) return [0, 1];
    return d <= -mti ? [1, 0] : signedCoin(d, p);
  },
  next: (_, d, arm) => (arm === 0 ? d + 1 : d - 1),
  key: (d) => d,
  fromCounts: ({ mti }, counts) => balanceBeyondLimit(counts, mti),
};
