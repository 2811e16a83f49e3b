// Requirements: OFF-05, RND-09
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DrillClock, drillCore, drillPassphrase } from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import { lockList, subjectAt } from '../../builders/list-life.ts';
import { allocatePlanned, lockScheme, minimization } from '../../builders/live-study.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { seededRandom } from '../../fakes/random.ts';

const start = '2026-03-02T09:00:00.000Z';
const clock = new DrillClock(start as never);
const folder = mkdtempSync(join(tmpdir(), 'cachet-absorbed-'));
let study: OpenStudy;
let site: DrillCore;

const signed = (name: 'packs.enrol' | 'packs.issue' | 'reconciliation.resolve') =>
  signatureOf('pharma', contracts[name].signatures?.meaning);

beforeAll(async () => {
  study = openStudy({
    start,
    ports: { random: seededRandom('absorbed'), printer: machinePrinter },
  });
  await lockScheme(study, minimization);
  await study.must('stat', 'randomization.generate', {
    list: 'BACKUP',
    purpose: 'reserve',
    parameters: { block: 4 },
    stratifyBy: ['sex'],
    slotsPerStratum: 8,
  });
  await lockList(study, 'BACKUP');
  site = drillCore({ dataDirectory: join(folder, 'data'), resources: resourcesDirectory() }, clock);
  const { request, fingerprint, device } = await site.must('site.request', {});
  const enrolled = { site: 'S001', request, fingerprint, signature: signed('packs.enrol') };
  await study.must('pharma', 'packs.enrol', enrolled);
  await study.must('pharma', 'packs.issue', {
    pack: 'P-1',
    site: 'S001',
    device,
    list: 'BACKUP',
    envelopesPerStratum: 4,
    release: 'self',
    validFrom: start,
    validUntil: '2026-03-20T09:00:00.000Z',
    signature: signed('packs.issue'),
  });
  const { name, base64 } = await study.must('pharma', 'packs.file', { pack: 'P-1' });
  const people = [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }];
  const path = join(folder, 'site.cachet');
  await site.must('site.create', { file: { name, base64 }, path, people });
  await site.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
});
afterAll(() => {
  site.close();
  study.close();
  rmSync(folder, { recursive: true, force: true });
});

async function randomize(subject: string, sex: 'female' | 'male', age: string): Promise<void> {
  clock.advance(5);
  const { site: _site, ...input } = subjectAt(subject, 'S001', { sex, age });
  await site.must('site.begin', input);
  const { kits } = await site.must('site.open', { subject });
  await site.must('site.dispense', { subject, kits });
}

const bringHome = async () => {
  study.clock.set('2026-03-04T09:00:00.000Z' as never);
  const { file } = await site.must('site.bundle', {});
  const upload = { name: file.name, base64: file.base64 };
  return study.must('pharma', 'bundles.import', { file: upload });
};

/** Levels by which live allocation counts a subject from a backup list. */
const countedAs = (subject: string): string | undefined =>
  study.db
    .prepare(
      `SELECT key FROM absorbed_subject JOIN subject ON subject.id = absorbed_subject.subject
       WHERE subject.code = ?`,
    )
    .get<{ key: string }>(subject)?.key;

const replayed = async () => {
  const { concordant, checks } = await study.must('stat', 'randomization.verify', { list: 'LIVE' });
  return { concordant, detail: checks.find(({ check }) => check.startsWith('every'))?.detail };
};

test('minimization counts who was recorded, by the values as the site corrected them', async () => {
  await allocatePlanned(study, 1, 4);
  await randomize('A-1', 'female', '40');
  await site.must('site.correct', {
    subject: 'A-1',
    factors: { age: '70' },
    reason: 'The date of birth was read wrong.',
  });
  expect((await bringHome()).judged).toMatchObject([{ subject: 'A-1', recorded: true }]);
  expect(countedAs('A-1')).toBe('site=S001;sex=female;age=from-65');
  await allocatePlanned(study, 5, 8);
  expect(await replayed()).toEqual({
    concordant: true,
    detail: 'All 9 allocations follow from their draws.',
  });
});

test('a correction counts in minimization whether it comes home with the assignment or after it', async () => {
  await randomize('A-3', 'female', '41');
  await bringHome();
  expect(countedAs('A-3')).toBe('site=S001;sex=female;age=under-65');
  const { concordant } = await replayed();
  const correct = { subject: 'A-3', reason: 'The date of birth was read wrong.' };
  await site.must('site.correct', { ...correct, factors: { age: '71' } });
  expect((await bringHome()).judged).toMatchObject([{ subject: 'A-3', recorded: true }]);
  expect(countedAs('A-3')).toBe('site=S001;sex=female;age=from-65');
  await allocatePlanned(study, 9, 10);
  expect([concordant, (await replayed()).concordant]).toEqual([true, true]);
  // What a draw has counted stays as it was counted.
  await site.must('site.correct', { ...correct, factors: { age: '42' } });
  await bringHome();
  expect(countedAs('A-3')).toBe('site=S001;sex=female;age=from-65');
  expect((await replayed()).concordant).toBe(true);
});

test('minimization counts who is recorded by a decision, from the decision on', async () => {
  clock.set(180);
  await randomize('A-2', 'male', '50');
  const { judged } = await bringHome();
  expect(judged).toMatchObject([{ subject: 'A-2', verdict: 'clock', recorded: false }]);
  expect(countedAs('A-2')).toBeUndefined();
  await allocatePlanned(study, 11, 12);
  await study.must('pharma', 'reconciliation.resolve', {
    key: judged[0]?.key ?? '',
    decision: 'accept',
    reason: 'The site set the clock to the right time.',
    signature: signed('reconciliation.resolve'),
  });
  expect(countedAs('A-2')).toBe('site=S001;sex=male;age=under-65');
  await allocatePlanned(study, 13, 16);
  expect(await replayed()).toEqual({
    concordant: true,
    detail: 'All 19 allocations follow from their draws.',
  });
});
