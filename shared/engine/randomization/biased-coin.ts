import { ok } from '../../base/result.ts';
import { differenceOf, signedCoin } from './imbalance.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';

/** Probability of the arm that is behind; shared by the coins with a fixed bias. */
export const COIN: ParameterSpec = {
  name: 'p',
  meaning: 'probability of the arm that is behind',
  kind: 'real',
  min: 0.5,
  minExclusive: true,
  max: 1,
};

interface BiasedCoin {
  readonly p: number;
}

/**
 * Efron's biased coin: 1/2 at D = 0, otherwise the arm behind with probability p.
 * The state is D = N1 − N2.
 * Source: Efron 1971, Biometrika 58:403–417.
 */
export const biasedCoin: Procedure<BiasedCoin, number> = {
  code: 'bcd',
  name: "Efron's biased coin design",
  formula: 'P(arm 1) = 1/2 if D = 0; p if D < 0; 1 - p if D > 0',
  source: 'Efron 1971, Biometrika 58:403-417',
  armsAllowed: 'two-equal',
  needsLength: false,
  parameters: [COIN],
  parse: (raw) => {
    const p = readNumber(COIN, raw);
    return p.ok ? ok({ p: p.value }) : p;
  },
  steps: () => null,
  initial: () => 0,
  probabilities: ({ p }, d) => signedCoin(d, p),
  next: (_, d, arm) => (arm === 0 ? d + 1 : d - 1),
  key: (d) => d,
  fromCounts: (_, counts) => ok(differenceOf(counts)),
};
