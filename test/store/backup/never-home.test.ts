// Requirements: OFF-05
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let burnt: DrillSite;
beforeAll(async () => {
  study = await offlineStudy(3);
  burnt = await study.site('S001', 'self');
});
afterAll(() => {
  study.close();
});

const bringHome = async ({ core }: DrillSite, range: { readonly from?: number } = {}) => {
  const { file } = await core.must('site.bundle', range);
  const upload = { name: file.name, base64: file.base64 };
  return study.console.must('bundles.import', { file: upload });
};

const itemsOf = async (pack: string) =>
  (await study.console.must('reconciliation.items', { pack, limit: 100 })).rows;

const decided = (key: string, decision: 'accept' | 'annotate' | 'void') => ({
  key,
  decision,
  reason: 'The machine burnt.',
  signature: signedBy('maren'),
});

const closing = (pack: string) => ({
  pack,
  reason: 'The machine burnt.',
  withoutSurrender: true,
  signature: signedBy('maren'),
});

const stateOf = async (number: string) =>
  (await study.console.must('kits.get', { number })).kit.status;

test('an assignment whose record never goes on is ended by a person; then its pack is closed', async () => {
  await burnt.core.must('site.begin', subjectInput('B-1'));
  const { kits } = await burnt.core.must('site.open', { subject: 'B-1' });
  study.clock.advance(60);
  await bringHome(burnt);
  const [item] = await itemsOf(burnt.pack);
  expect(item).toMatchObject({ state: 'waiting', verdict: 'incomplete', recorded: false });
  const key = item?.key ?? '';
  expect(await ruleOf(study.console, 'packs.return', closing(burnt.pack))).toBe('pack-open-items');
  const { decisions } = await study.console.must('reconciliation.get', { key });
  expect(decisions.map(({ decision }) => decision)).toEqual(['annotate', 'void']);
  expect(await ruleOf(study.console, 'reconciliation.resolve', decided(key, 'accept'))).toBe(
    'assignment-not-open',
  );
  const ended = await study.console.must('reconciliation.resolve', decided(key, 'annotate'));
  expect(ended).toMatchObject({ state: 'resolved', decision: 'annotate', verdict: 'incomplete' });
  expect(await stateOf(kits[0] ?? '')).toBe('quarantined');
  expect(await study.console.must('packs.return', closing(burnt.pack))).toMatchObject({
    status: 'returned',
    kits: 0,
  });
});

test('a record that goes on all the same is an item of its own, and the decision stands', async () => {
  const { kits } = await burnt.core.must('site.subject', { subject: 'B-1' });
  await burnt.core.must('site.correct', {
    subject: 'B-1',
    factors: { sex: 'male' },
    reason: 'A typing error.',
  });
  await bringHome(burnt);
  await burnt.core.must('site.dispense', { subject: 'B-1', kits });
  await bringHome(burnt);
  const items = await itemsOf(burnt.pack);
  expect(items.map(({ state, decision }) => `${state} ${decision}`).toSorted()).toEqual([
    'open null',
    'resolved annotate',
  ]);
  expect(await stateOf(kits[0] ?? '')).toBe('quarantined');
  const { checks } = await study.console.must('trail.verify', {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

test('what came home behind a gap waits at the desk, and counts when its pack is closed', async () => {
  const torn = await study.site('S002', 'self');
  await randomizeOffline(torn, study.console, { subject: 'G-1', sex: 'female', unusable: 0 });
  const first = await torn.core.must('site.bundle', {});
  await torn.core.must('site.begin', subjectInput('G-2'));
  const opened = await torn.core.must('site.open', { subject: 'G-2' });
  const middle = await torn.core.must('site.bundle', {});
  await torn.core.must('site.dispense', { subject: 'G-2', kits: opened.kits });
  const kits = await randomizeOffline(torn, study.console, {
    subject: 'G-3',
    sex: 'male',
    unusable: 0,
  });
  study.clock.advance(60);
  const { judged } = await bringHome(torn, { from: middle.last + 1 });
  const gap = `Entries 1 to ${middle.last} of the record`;
  for (const [subject, given] of [
    ['G-2', opened.kits],
    ['G-3', kits],
  ] as const) {
    const item = judged.find((one) => one.subject === subject);
    expect(item).toMatchObject({ state: 'waiting', site: 'S002', kits: given, recorded: false });
    expect(item?.findings.map(({ because }) => because).join(' ')).toContain(gap);
    const again = { ...subjectInput(subject), site: 'S002' };
    expect(await ruleOf(study.console, 'subjects.allocate', again)).toBe(
      'subject-randomized-offline',
    );
  }
  const close = closing(torn.pack);
  expect(await ruleOf(study.console, 'packs.return', close)).toBe('pack-open-items');
  for (const { key } of await itemsOf(torn.pack)) {
    await study.console.must('reconciliation.resolve', decided(key, 'annotate'));
  }
  expect(await study.console.must('packs.return', close)).toMatchObject({ used: 2, returned: 6 });
  for (const kit of [...opened.kits, ...kits]) expect(await stateOf(kit)).toBe('quarantined');
  // The gap closes after all: nothing takes effect by itself any more.
  const whole = await bringHome(torn);
  expect(whole.chain.gaps).toEqual([]);
  expect((await itemsOf(torn.pack)).map((row) => `${row.subject} ${row.state}`).toSorted()).toEqual(
    ['G-1 open', 'G-2 open', 'G-3 open'],
  );
  expect(first.last).toBeLessThan(middle.last);
});
