import type { InputOf } from '../../shared/contracts/index.ts';
import { lockList, stockSites, subjectAt } from './list-life.ts';
import type { OpenStudy } from './open-study.ts';

export type Scheme = InputOf<'randomization.defineScheme'>['scheme'];

/** Dynamic balancing over sites, regions and the trial. */
export const dbr: Scheme = {
  procedure: 'dbr',
  levels: [
    { level: 'site', limit: 2 },
    { level: 'region', limit: 3 },
    { level: 'trial', limit: 4 },
  ],
};
/** Minimization over sites and both factors; a probability that no other number resembles. */
export const minimization = {
  procedure: 'minimization' as const,
  factors: [
    { factor: 'site', weight: 1 },
    { factor: 'sex', weight: 2 },
    { factor: 'age', weight: 1 },
  ],
  measure: 'range' as const,
  p: 0.8125,
} satisfies Scheme;

/** A study whose subjects are allocated by a locked scheme named LIVE; kits at S001 and S003. */
export async function lockScheme(study: OpenStudy, scheme: Scheme): Promise<void> {
  await stockSites(study, ['S001', 'S003'], 30);
  await study.must('stat', 'randomization.defineScheme', { list: 'LIVE', scheme });
  await lockList(study, 'LIVE');
}

/** Subject i of a plan that mixes sites and levels. */
export const planned = (i: number) =>
  subjectAt(`P-${i}`, i % 3 === 0 ? 'S003' : 'S001', {
    sex: i % 2 === 0 ? 'female' : 'male',
    age: String(50 + ((i * 7) % 30)),
  });

/** Randomizes subjects `from` to `to` of the plan. */
export async function allocatePlanned(study: OpenStudy, from: number, to: number): Promise<void> {
  for (let i = from; i <= to; i += 1) {
    await study.must('pharma', 'subjects.allocate', planned(i));
  }
}
