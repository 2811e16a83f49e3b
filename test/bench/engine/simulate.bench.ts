import { characteristics } from '../../../shared/app/design-lab/characteristics.ts';
import { Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { compileWalk } from '../../../shared/engine/randomization/compiled/walk.ts';
import { prepareDesign } from '../../../shared/engine/randomization/design.ts';
import type { RawParameters } from '../../../shared/engine/randomization/parameters.ts';
import {
  type LeapPlan,
  planLeaps,
} from '../../../shared/engine/randomization/simulate/leap-plan.ts';
import { addSums } from '../../../shared/engine/randomization/simulate/sample-sums.ts';
import { simulateWalk } from '../../../shared/engine/randomization/simulate/simulate-walk.ts';
import { type Suite, atLeastRate, atLeastRatio } from '../suite.ts';
import { checkClosedForms, mustBe } from './known-answers.ts';

const N = 500;
const REPLICATES = 64_000;
const SEED = 7;

const PROCEDURES: readonly (readonly [string, RawParameters])[] = [
  ['crd', {}],
  ['pbd', { block: 4 }],
  ['bsd', { mti: 3 }],
  ['eud', { b: 2 }],
  ['bud', { lambda: 2 }],
  ['bcd', { p: 2 / 3 }],
  ['mp', { mti: 3 }],
];

function planOf(code: string, parameters: RawParameters): LeapPlan {
  const design = prepareDesign(code, parameters, { weights: [1, 1], n: N });
  const walk = design.ok ? compileWalk(design.value, N) : design;
  const plan = walk.ok ? planLeaps(walk.value) : null;
  if (plan === null) throw new Error(`${code} has no leap plan`);
  return plan;
}

/** Draws one word an assignment, block-wise, and looks at each: what no simulation can do without. */
function bareLoop(): number {
  const generator = new Xoshiro().startReplicate(SEED, 0, 0);
  const words = new Int32Array(4096);
  let x = 0;
  const blocks = Math.floor((N * REPLICATES) / words.length);
  for (let block = 0; block < blocks; block++) {
    generator.fill(words, words.length);
    for (let i = 0; i < words.length; i++) x ^= words[i] as number;
  }
  return blocks * words.length + (x === 0 ? 1e-9 : 0);
}

function checkAgainstExact(procedure: string, parameters: RawParameters): void {
  const ask = { procedure, parameters, n: N };
  const exact = characteristics({ ...ask, method: { kind: 'exact' } });
  const simulated = characteristics({
    ...ask,
    method: { kind: 'simulation', replicates: 20_000, seed: SEED },
  });
  if (!exact.ok || !simulated.ok) throw new Error(`${procedure} gave no answer`);
  for (const name of ['PD', 'PCG_convergence', 'E_abs_D', 'SD_abs_D', 'E_max_abs_D'] as const) {
    const error = Math.max(simulated.value.error?.[name] ?? 0, 1e-4);
    mustBe(`${name} of ${procedure}`, simulated.value[name], exact.value[name], 5 * error);
  }
}

/** The same bits whether the run is done in one piece or in two, as two threads would. */
function checkPieces(plan: LeapPlan): void {
  const whole = simulateWalk(plan, SEED, 0, 640);
  const pieces = addSums(simulateWalk(plan, SEED, 0, 320), simulateWalk(plan, SEED, 10, 320));
  mustBe('Σ max', pieces.maximum.sum, whole.maximum.sum, 0);
  mustBe('replicates in balance', pieces.balanced, whole.balanced, 0);
}

/** Simulation with all characteristics, against a loop that draws one word for each assignment. */
export const simulateSuites: readonly Suite[] = PROCEDURES.map(([code, parameters]) => {
  const plan = planOf(code, parameters);
  return {
    name: `simulate-${code}`,
    unit: 'assignments',
    gate: () => {
      checkClosedForms();
      checkAgainstExact(code, parameters);
      checkPieces(plan);
    },
    ours: () => {
      simulateWalk(plan, SEED, 0, REPLICATES);
      return REPLICATES * N;
    },
    floor: { name: 'a bare loop that draws one word an assignment', run: bareLoop },
    goals: [
      atLeastRate(200e6, '200 M assignments/s a thread'),
      atLeastRatio(0.6, '0.6 of the bare loop'),
    ],
    absent: ['randomizeR', 'Incertus.jl'],
    notes: () => [`one word moves a replicate by ${plan.main.stride} assignments`],
  };
});
