import type { Refusal } from '../../base/refusal.ts';
import type { Result } from '../../base/result.ts';
import { uniform, Xoshiro } from '../../engine/prng/simulation/xoshiro.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';
import { characteristics } from './characteristics.ts';
import type { CharacteristicsAnswer } from './characteristics.ts';
import { sequenceFromUniforms } from './sequence-from-uniforms.ts';

export interface LabCandidate {
  readonly procedure: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface LabQuestion {
  readonly arms: readonly number[];
  readonly n: number;
  readonly designs: readonly LabCandidate[];
  readonly replicates: number;
  readonly seed: number;
}

export interface LabChunk {
  readonly answer: Result<CharacteristicsAnswer, Refusal>;
  readonly samplePath: readonly number[];
}

/** Keeps the path's draws apart from those of the simulations of the same seed. */
const pathPurpose = 5;
/** Longest sample path that a chart can show. */
const pathLength = 1_000;

/** One candidate a chunk: exact where that takes seconds, simulated from the seed otherwise. */
export const characteristicsJob: SimulationJob = {
  prepare(parameters) {
    const question = parameters as LabQuestion;
    return (chunk): LabChunk => {
      const candidate = question.designs[chunk] as LabCandidate;
      return { answer: answerFor(question, candidate), samplePath: pathOf(question, candidate) };
    };
  },
};

/** Refusals of the exact calculation that say: simulate instead. */
const tooLong: ReadonlySet<string> = new Set(['too-many-states', 'exact-too-long']);

function answerFor(
  question: LabQuestion,
  candidate: LabCandidate,
): Result<CharacteristicsAnswer, Refusal> {
  const request = { ...candidate, arms: question.arms, n: question.n };
  const exact = characteristics({ ...request, method: { kind: 'exact' } });
  if (exact.ok || !tooLong.has(exact.error.rule)) return exact;
  const { replicates, seed } = question;
  return characteristics({ ...request, method: { kind: 'simulation', replicates, seed } });
}

function pathOf(question: LabQuestion, candidate: LabCandidate): readonly number[] {
  const source = new Xoshiro().startReplicate(question.seed, 0, pathPurpose);
  const n = Math.min(question.n, pathLength);
  const driven = sequenceFromUniforms({
    procedure: candidate.procedure,
    parameters: candidate.parameters,
    arms: question.arms.join(':'),
    n: question.n,
    uniforms: Array.from({ length: n }, () => uniform(source)),
  });
  if (!driven.ok) return [];
  let difference = 0;
  return driven.value.arms.map((arm) => {
    if (arm === 0) difference += 1;
    else if (arm === 1) difference -= 1;
    return difference;
  });
}
