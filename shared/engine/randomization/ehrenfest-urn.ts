import { ok } from '../../base/result.ts';
import { balanceBeyondLimit } from './imbalance.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';

const B: ParameterSpec = {
  name: 'b',
  meaning: 'largest imbalance, half the number of balls in the urn',
  kind: 'integer',
  min: 1,
  max: 100_000,
};

interface Ehrenfest {
  readonly b: number;
}

/**
 * Ehrenfest urn design: P(arm 1) = (1 − D/b)/2. The state is D = N1 − N2.
 * Source: Chen 2000, Adv Appl Probab 32:738–749.
 */
export const ehrenfestUrn: Procedure<Ehrenfest, number> = {
  code: 'eud',
  name: 'Ehrenfest urn design',
  formula: 'P(arm 1) = (1 − D/b)/2',
  source:
    'Chen 2000, Which design is better? Ehrenfest urn versus biased coin, Adv Appl Probab 32:738-749',
  armsAllowed: 'two-equal',
  needsLength: false,
  parameters: [B],
  parse: (raw) => {
    const b = readNumber(B, raw);
    return b.ok ? ok({ b: b.value }) : b;
  },
  steps: () => null,
  initial: () => 0,
  probabilities: ({ b }, d) => [(b - d) / (2 * b), (b + d) / (2 * b)],
  next: (_, d, arm) => (arm === 0 ? d + 1 : d - 1),
  key: (d) => d,
  fromCounts: ({ b }, counts) => balanceBeyondLimit(counts, b),
};
