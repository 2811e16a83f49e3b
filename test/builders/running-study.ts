import { machinePrinter } from '../../electron/node/printer.ts';
import type { Printer } from '../../shared/app/ports.ts';
import { openStudy, signatureOf } from './open-study.ts';
import type { OpenStudy } from './open-study.ts';

/** Captured facts of an eligible subject. */
export const eligible = (sex: 'female' | 'male', age: number) => ({
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors: { sex, age: String(age) },
});

/** Two lots at the central depot, kits on the shelves of S001 and S003. */
async function bringKits(study: OpenStudy): Promise<void> {
  for (const [lot, expiry] of [
    ['L-1', '2026-08-31'],
    ['L-2', '2027-05-31'],
  ] as const) {
    await study.must('pharma', 'lots.register', { lot, expiry });
    const quantities = ['kit-active', 'kit-placebo'].map((kitType) => ({ kitType, count: 20 }));
    await study.must('pharma', 'kits.generate', { lot, place: 'central', quantities });
  }
  for (const to of ['S001', 'S003']) {
    const quantities = ['kit-active', 'kit-placebo'].map((kitType) => ({ kitType, count: 6 }));
    const sent = await study.must('pharma', 'kits.send', { from: 'central', to, quantities });
    await study.must('pharma', 'kits.receive', { place: to, numbers: sent.numbers });
  }
}

async function lockList(study: OpenStudy): Promise<void> {
  await study.must('stat', 'randomization.generate', {
    list: 'MAIN',
    parameters: { blocks: [2, 4] },
    stratifyBy: ['sex'],
    slotsPerStratum: 24,
  });
  await study.must('stat', 'randomization.verify', { list: 'MAIN' });
  for (const user of ['stat', 'pharma'] as const) {
    await study.must(user, 'randomization.sign', { list: 'MAIN', signature: signatureOf(user) });
  }
}

/** A study in which two subjects of S001 and one of S003 are randomized, all through the real commands. */
export async function runningStudy(
  printer: Printer = machinePrinter,
  definition?: string,
): Promise<OpenStudy> {
  const study = openStudy({
    ports: { printer },
    ...(definition === undefined ? {} : { definition }),
  });
  await bringKits(study);
  await lockList(study);
  for (const [subject, site, age] of [
    ['1001', 'S001', 41],
    ['1002', 'S001', 70],
    ['3001', 'S003', 55],
  ] as const) {
    await study.must('pharma', 'subjects.allocate', { subject, site, ...eligible('female', age) });
    study.clock.advanceDays(1);
  }
  return study;
}
