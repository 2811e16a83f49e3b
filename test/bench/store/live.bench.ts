import { armCounts, armIndexOf } from '../../../shared/app/live-scheme/arm-counts.ts';
import type { Decided } from '../../../shared/app/record.ts';
import { newNonce, veilIndexes } from '../../../shared/app/veil.ts';
import { allocatedSlots } from '../../../shared/store/queries/live-facts.ts';
import { lockList, stockSites, subjectAt } from '../../builders/list-life.ts';
import { openStudy } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import type { Suite } from '../suite.ts';
import { atMostSeconds } from '../suite.ts';
import { quantile } from './bench-store.ts';

const subjects = 100_000;
const atOnce = 20_000;
const allocations = 40;
const parts = ['site', 'region', 'sex', 'age'];
const list = { id: 1, parts };

let study: OpenStudy | undefined;

/** Facts of a subject that was randomized long ago, with an arm by a fixed rule. */
function allocated(given: OpenStudy, nonce: string, i: number): Decided {
  const sex = i % 2 === 0 ? 'female' : 'male';
  const age = i % 3 === 0 ? 'under-65' : 'from-65';
  const veil = veilIndexes(given.sealer, nonce, [(i * 7919) % 13 < 6 ? 0 : 1], i);
  const body = {
    subject: `S-${i}`,
    site: 'S001',
    randomizationNumber: `R-${i}`,
    list: 'LIVE',
    stratum: `site=S001;region=west;sex=${sex};age=${age}`,
    position: i + 1,
    visit: 'V1',
    kits: [],
    consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
    gates: ['I1'],
    factors: {},
    live: { words: 'levels', nonce, veil },
  };
  return { event: { kind: 'subject-randomized', body } };
}

async function largeLive(): Promise<OpenStudy> {
  if (study !== undefined) return study;
  const made = openStudy();
  await stockSites(made, ['S001'], 200);
  const factors = parts.map((factor) => ({ factor, weight: 1 }));
  const scheme = { procedure: 'minimization' as const, factors, p: 0.8 };
  await made.must('stat', 'randomization.defineScheme', { list: 'LIVE', scheme });
  await lockList(made, 'LIVE');
  const nonce = newNonce(made.ports.random);
  for (let from = 0; from < subjects; from += atOnce) {
    made.recordNow(Array.from({ length: atOnce }, (_, i) => allocated(made, nonce, from + i)));
  }
  study = made;
  return made;
}

/** A key that nothing is remembered for, as right after sign-in. */
const countAfresh = ({ db, sealer }: OpenStudy) =>
  armCounts({ db, sealer: { ...sealer } }, list, 2);

async function gate(): Promise<void> {
  const large = await largeLive();
  const arms = [0, 0];
  for (const slot of allocatedSlots(large.db, list.id, 0)) {
    const arm = armIndexOf(large.sealer, slot);
    arms[arm] = (arms[arm] as number) + 1;
  }
  const { counts, subjects: counted } = countAfresh(large);
  const found = counts.at(['trial'])[0];
  if (counted !== subjects || JSON.stringify(found) !== JSON.stringify(arms)) {
    throw new Error(`counted ${JSON.stringify(found)} of ${counted}, not ${JSON.stringify(arms)}`);
  }
}

async function notes(): Promise<string[]> {
  const large = await largeLive();
  const times: number[] = [];
  for (let i = 0; i < allocations; i += 1) {
    const start = performance.now();
    const input = subjectAt(`N-${i}`, 'S001', { sex: 'male', age: '70' });
    await large.must('pharma', 'subjects.allocate', input);
    times.push(performance.now() - start);
  }
  const [first = 0, ...others] = times;
  const words = `median ${quantile(others, 0.5).toFixed(2)} ms, the first after sign-in ${first.toFixed(0)} ms`;
  return [`live allocation by minimization among ${subjects} subjects: ${words}`];
}

/** What the first live allocation after sign-in costs: every earlier arm is unveiled and counted once. */
export const liveSuite: Suite = {
  name: 'store-live-counts',
  unit: 'subjects counted by arm and level',
  gate,
  async ours() {
    return countAfresh(await largeLive()).subjects;
  },
  goals: [atMostSeconds(0.5, `${subjects} subjects within half a second`)],
  notes,
  close: () => study?.close(),
};
