import { ok } from '../../base/result.ts';
import { differenceOf } from './imbalance.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';

const A: ParameterSpec = {
  name: 'a',
  meaning: 'strength with which imbalance is reduced',
  kind: 'real',
  min: 0,
  minExclusive: true,
  max: 1000,
};

interface Adjustable {
  readonly a: number;
}

/**
 * Adjustable biased coin: the arm ahead has probability 1/(abs(D)^a + 1) once abs(D) > 1.
 * The state is D = N1 − N2.
 * Source: Baldi Antognini & Giovagnoli 2004, J R Stat Soc C 53:651–664.
 */
export const adjustableBiasedCoin: Procedure<Adjustable, number> = {
  code: 'abcd',
  name: 'Adjustable biased coin design',
  formula:
    'P(arm 1) = 1/2 if abs(D) <= 1; abs(D)^a/(abs(D)^a + 1) if D < -1; 1/(abs(D)^a + 1) if D > 1',
  source: 'Baldi Antognini & Giovagnoli 2004, J R Stat Soc C 53:651-664',
  armsAllowed: 'two-equal',
  needsLength: false,
  parameters: [A],
  parse: (raw) => {
    const a = readNumber(A, raw);
    return a.ok ? ok({ a: a.value }) : a;
  },
  steps: () => null,
  initial: () => 0,
  probabilities: ({ a }, d) => {
    if (Math.abs(d) <= 1) return [0.5, 0.5];
    // A power that overflows to infinity leaves the arm ahead with probability 0, never NaN.
    const ahead = 1 / (Math.abs(d) ** a + 1);
    return d > 0 ? [ahead, 1 - ahead] : [1 - ahead, ahead];
  },
  next: (_, d, arm) => (arm === 0 ? d + 1 : d - 1),
  key: (d) => d,
  fromCounts: (_, counts) => ok(differenceOf(counts)),
};
