import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { LabAssessed } from '../../contracts/lab.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { adviceFor } from './advice.ts';
import type { LabCandidate, LabChunk, LabQuestion } from './characteristics-job.ts';
import { runCancelled } from './multicentre.ts';
import type { RunOptions } from './multicentre.ts';

/** `bsd (mti 3)`: how a candidate is named in tables and charts. */
export function labelOf({ procedure, parameters }: LabCandidate): string {
  const words = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? procedure : `${procedure} (${words.join(', ')})`;
}

/** Assesses all candidates, each on its own; a candidate that is refused does not hold up the others. */
export async function assessDesigns(
  question: LabQuestion,
  run: Pick<RunOptions, 'workers' | 'onProgress' | 'signal'>,
  port: SimulationPort,
): Promise<Result<readonly LabAssessed[], Refusal>> {
  const designs: LabAssessed[] = [];
  const ending = await port.run({
    job: 'characteristics',
    parameters: question,
    chunks: question.designs.length,
    workers: run.workers,
    accept: (result, chunk) =>
      designs.push(assessedOf(question.designs[chunk] as LabCandidate, result as LabChunk)),
    ...(run.onProgress === undefined ? {} : { onProgress: run.onProgress }),
    signal: run.signal,
  });
  return ending === 'cancelled' ? err(runCancelled()) : ok(designs);
}

const assessedOf = (candidate: LabCandidate, { answer, samplePath }: LabChunk): LabAssessed => ({
  label: labelOf(candidate),
  procedure: candidate.procedure,
  parameters: { ...candidate.parameters },
  figures: answer.ok ? (answer.value as unknown as LabAssessed['figures']) : null,
  refusal: answer.ok ? null : { ...answer.error, because: [...answer.error.because] },
  samplePath: [...samplePath],
  advice: answer.ok ? [...adviceFor(answer.value)] : [],
});
