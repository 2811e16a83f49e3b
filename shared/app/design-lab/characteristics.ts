import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { MAX_STATES } from '../../engine/randomization/compiled/state-table.ts';
import { compileWalk } from '../../engine/randomization/compiled/walk.ts';
import { type Design, prepareDesign } from '../../engine/randomization/design.ts';
import {
  type Characteristics,
  exactCharacteristics,
  exactTooLong,
} from '../../engine/randomization/exact/exact-characteristics.ts';
import { predictSize } from '../../engine/randomization/exact/predicted-size.ts';
import type { RawParameters } from '../../engine/randomization/parameters.ts';
import {
  type EstimatedCharacteristics,
  estimateCharacteristics,
} from '../../engine/randomization/simulate/estimate.ts';
import { planLeaps } from '../../engine/randomization/simulate/leap-plan.ts';
import { simulatePlain } from '../../engine/randomization/simulate/simulate-plain.ts';
import { simulateWalk } from '../../engine/randomization/simulate/simulate-walk.ts';
import { noExactMinimization, simulatedMinimization } from './minimization-characteristics.ts';

/** How the figures are found; `best` is exact where that takes seconds and simulation else. */
export type Method =
  | { readonly kind: 'exact' }
  | { readonly kind: 'best' }
  | { readonly kind: 'simulation'; readonly replicates: number; readonly seed: number };

export interface CharacteristicsRequest {
  readonly procedure: string;
  readonly parameters: RawParameters;
  /** Weights of the arms; 1:1 when absent. */
  readonly arms?: readonly number[];
  readonly n: number;
  readonly method: Method;
}

/** Monte-Carlo standard errors of the members of the same names. */
export interface CharacteristicsErrors {
  readonly PD: number;
  readonly PCG_convergence: number;
  readonly E_abs_D: number;
  readonly SD_abs_D: number;
  readonly P_D0: number;
  readonly E_max_abs_D: number;
  readonly EF: number;
  readonly E_abs_D_by_step: readonly number[];
}

/** The answer of `characteristics`, member by member as on the command line. */
export interface CharacteristicsAnswer {
  readonly procedure: string;
  readonly n: number;
  readonly arms: readonly number[];
  readonly method: 'exact' | 'simulation';
  readonly replicates?: number;
  readonly seed?: number;
  readonly PD: number;
  readonly PCG_convergence: number;
  readonly PCG_deterministic: number;
  /** At n. */
  readonly E_abs_D: number;
  readonly SD_abs_D: number;
  /** E D² at n; the variance of D where the design treats the arms alike. */
  readonly E_D2: number;
  readonly P_D0: number;
  readonly E_max_abs_D: number;
  readonly EF: number;
  readonly E_abs_D_by_step: readonly number[];
  readonly SD_abs_D_by_step: readonly number[];
  readonly error?: CharacteristicsErrors;
}

/** What is simulated when nobody said how often: 10,000 replicates, fewer of very long sequences. */
const unaskedSimulation = (n: number): { readonly replicates: number; readonly seed: number } => ({
  replicates: Math.min(10_000, Math.max(200, Math.floor(20_000_000 / n))),
  seed: 1,
});
const MAX_REPLICATES = 1_000_000_000;

function checkRequest({ n, method }: CharacteristicsRequest): Result<null, Refusal> {
  if (!Number.isSafeInteger(n) || n < 1 || n > 1_000_000) {
    return err(
      refusal(
        'length-out-of-range',
        `The number of subjects cannot be ${n}.`,
        'Give n as a whole number from 1 to 1,000,000.',
      ),
    );
  }
  if (method.kind !== 'simulation') return ok(null);
  return checkSimulation(method.replicates, method.seed, MAX_REPLICATES);
}

/** Refuses a number of replicates or a seed that a simulation cannot take. */
export function checkSimulation(
  replicates: number,
  seed: number,
  most: number,
): Result<null, Refusal> {
  if (!Number.isSafeInteger(replicates) || replicates < 2 || replicates > most) {
    return err(
      refusal(
        'replicates-out-of-range',
        `The number of replicates cannot be ${replicates}.`,
        `Give replicates as a whole number from 2 to ${most}; one alone has no standard error.`,
      ),
    );
  }
  if (Number.isSafeInteger(seed) && seed >= 0) return ok(null);
  return err(
    refusal(
      'seed-out-of-range',
      `The seed of a simulation cannot be ${seed}.`,
      'Give seed as a whole number from 0 to 2^53 - 1.',
    ),
  );
}

function exactFigures(design: Design, n: number): Result<Characteristics, Refusal> {
  const predicted = predictSize(design, n);
  const tooLong =
    predicted === null
      ? null
      : exactTooLong({
          arms: design.weights.length,
          steps: n,
          nodeCount: predicted.nodes,
          magnitudeCount: predicted.leastMagnitudes,
        });
  if (tooLong !== null) return err(tooLong);
  const walk = compileWalk(design, n);
  return walk.ok ? exactCharacteristics(walk.value) : walk;
}

/** More predicted nodes than this take longer to find than the draws that they would spare. */
const TABLE_NODES = 200_000;

/** Designs whose state grows with n are not worth a table before this many subject draws. */
const TABLE_PAYS = 2_000_000;

function simulatedFigures(
  design: Design,
  n: number,
  replicates: number,
  seed: number,
): EstimatedCharacteristics {
  const nodes = predictSize(design, n)?.nodes ?? 0;
  const isWorthTable =
    nodes <= TABLE_NODES && (n <= 2 * Math.sqrt(MAX_STATES) || replicates * n >= TABLE_PAYS);
  const walk = isWorthTable ? compileWalk(design, n) : null;
  const plan = walk?.ok === true ? planLeaps(walk.value) : null;
  return estimateCharacteristics(
    plan === null
      ? simulatePlain(design, n, seed, 0, replicates)
      : simulateWalk(plan, seed, 0, replicates),
  );
}

const figures = (value: Characteristics) => ({
  PD: value.deterministic,
  PCG_convergence: value.correctGuesses,
  PCG_deterministic: value.deterministicGuesses,
  E_abs_D: value.meanAbsByStep.at(-1) ?? 0,
  SD_abs_D: value.sdAbsByStep.at(-1) ?? 0,
  E_D2: value.meanSquareByStep.at(-1) ?? 0,
  P_D0: value.balanced,
  E_max_abs_D: value.meanMaxAbs,
  EF: value.biasFactor,
  E_abs_D_by_step: Array.from(value.meanAbsByStep),
  SD_abs_D_by_step: Array.from(value.sdAbsByStep),
});

const errorsOf = ({ errors }: EstimatedCharacteristics): CharacteristicsErrors => ({
  PD: errors.deterministic,
  PCG_convergence: errors.correctGuesses,
  E_abs_D: errors.meanAbsByStep.at(-1) ?? 0,
  SD_abs_D: errors.sdAbs,
  P_D0: errors.balanced,
  E_max_abs_D: errors.meanMaxAbs,
  EF: errors.biasFactor,
  E_abs_D_by_step: Array.from(errors.meanAbsByStep),
});

type Head = Pick<CharacteristicsAnswer, 'procedure' | 'n' | 'arms'>;

const simulatedAnswer = (
  head: Head,
  seed: number,
  simulated: EstimatedCharacteristics,
): CharacteristicsAnswer => ({
  ...head,
  method: 'simulation',
  replicates: simulated.replicates,
  seed,
  ...figures(simulated),
  error: errorsOf(simulated),
});

/** Minimization has no sequence of its own: levels of each factor are drawn with equal probability. */
function minimizationAnswer(
  request: CharacteristicsRequest,
): Result<CharacteristicsAnswer, Refusal> {
  const { procedure, n, method } = request;
  const arms = request.arms ?? [1, 1];
  if (method.kind === 'exact') return err(noExactMinimization());
  const { replicates, seed } = method.kind === 'simulation' ? method : unaskedSimulation(n);
  const simulated = simulatedMinimization(arms, request.parameters, n, replicates, seed);
  if (!simulated.ok) return simulated;
  return ok(simulatedAnswer({ procedure, n, arms }, seed, simulated.value));
}

/**
 * Operating characteristics of a design over n subjects, exact or simulated. abs(D) is abs(N_1 − N_2)
 * for two arms 1:1, and √2 times the Euclidean distance of the counts from the ratio in general.
 * Refuses what the procedure refuses, and an exact calculation that would take minutes.
 */
export function characteristics(
  request: CharacteristicsRequest,
): Result<CharacteristicsAnswer, Refusal> {
  const checked = checkRequest(request);
  if (!checked.ok) return checked;
  const { procedure, n, method } = request;
  if (procedure === 'minimization') return minimizationAnswer(request);
  const arms = request.arms ?? [1, 1];
  const design = prepareDesign(procedure, request.parameters, { weights: arms, n });
  if (!design.ok) return design;
  const head = { procedure, n, arms };
  if (method.kind !== 'simulation') {
    const exact = exactFigures(design.value, n);
    if (exact.ok) return ok({ ...head, method: 'exact', ...figures(exact.value) });
    if (method.kind === 'exact') return exact;
  }
  const { replicates, seed } = method.kind === 'simulation' ? method : unaskedSimulation(n);
  return ok(simulatedAnswer(head, seed, simulatedFigures(design.value, n, replicates, seed)));
}
