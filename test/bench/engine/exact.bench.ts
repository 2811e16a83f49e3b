import { characteristics } from '../../../shared/app/design-lab/characteristics.ts';
import type { RawParameters } from '../../../shared/engine/randomization/parameters.ts';
import { type Suite, atMostSeconds } from '../suite.ts';
import { checkClosedForms } from './known-answers.ts';

const N = 500;

const PROCEDURES: readonly (readonly [string, RawParameters, number])[] = [
  ['bsd', { mti: 3 }, 0.05],
  ['eud', { b: 2 }, 0.05],
  ['bud', { lambda: 2 }, 0.05],
  ['pbd', { block: 4 }, 0.05],
  ['bcd', { p: 2 / 3 }, 0.05],
  ['mp', { mti: 3 }, 1],
  ['crd', {}, 1],
  ['rand', {}, 2],
];

function calculate(procedure: string, parameters: RawParameters): number {
  const answer = characteristics({ procedure, parameters, n: N, method: { kind: 'exact' } });
  if (!answer.ok) throw new Error(answer.error.message);
  return 1;
}

/** Exact characteristics of 500 subjects from scratch: preparing, walking and calculating. */
export const exactSuites: readonly Suite[] = PROCEDURES.map(([code, parameters, seconds]) => ({
  name: `exact-${code}`,
  unit: 'calculations',
  gate: checkClosedForms,
  ours: () => calculate(code, parameters),
  goals: [atMostSeconds(seconds, `n = ${N} within ${seconds * 1000} ms`)],
  absent: ['randomizeR', 'Incertus.jl'],
}));
