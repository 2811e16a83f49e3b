import { ok } from '../../base/result.ts';
import { type Counts, countsKey, withOneMore } from './counts-state.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';

const GAMMA: ParameterSpec = {
  name: 'gamma',
  meaning: 'strength with which imbalance is reduced',
  kind: 'real',
  min: 0,
  minExclusive: true,
  max: 1000,
};

interface Generalized {
  readonly gamma: number;
}

/**
 * Generalized biased coin: P(arm 1) = N2^γ/(N1^γ + N2^γ), a fair coin for the first subject.
 * The state is the counts.
 * Source: Smith 1984, J R Stat Soc B 46:519–543.
 */
export const generalizedBiasedCoin: Procedure<Generalized, Counts> = {
  code: 'gbcd',
  name: 'Generalized biased coin design',
  formula: 'P(arm 1) = 1/2 at j = 1; N2^γ/(N1^γ + N2^γ) after',
  source: 'Smith 1984, J R Stat Soc B 46:519-543',
  armsAllowed: 'two-equal',
  needsLength: false,
  parameters: [GAMMA],
  parse: (raw) => {
    const gamma = readNumber(GAMMA, raw);
    return gamma.ok ? ok({ gamma: gamma.value }) : gamma;
  },
  steps: () => null,
  initial: () => [0, 0],
  probabilities: ({ gamma }, [n1 = 0, n2 = 0]) => {
    if (n1 + n2 === 0) return [0.5, 0.5];
    if (n2 === 0) return [0, 1];
    // The ratio of the counts cannot overflow to inf/inf as the two powers could.
    const first = 1 / (1 + (n1 / n2) ** gamma);
    return [first, 1 - first];
  },
  next: (_, counts, arm) => withOneMore(counts, arm),
  key: countsKey,
  fromCounts: (_, counts) => ok(counts),
};
