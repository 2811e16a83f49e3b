// Requirements: OFF-05, RND-01
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let site: DrillSite;
let remote: DrillSite;
beforeAll(async () => {
  study = await offlineStudy(2);
  site = await study.site('S001', 'self');
  remote = await study.site('S002', 'helpline');
});
afterAll(() => {
  study.close();
});

const bringHome = async ({ core }: DrillSite) => {
  const { file } = await core.must('site.bundle', {});
  const upload = { name: file.name, base64: file.base64 };
  return study.console.must('bundles.import', { file: upload });
};

const allocated = (subject: string, at = 'S001') =>
  ruleOf(study.console, 'subjects.allocate', { ...subjectInput(subject), site: at });

const decide = (key: string, decision: 'annotate' | 'void') =>
  study.console.must('reconciliation.resolve', {
    key,
    decision,
    reason: 'Asked the site.',
    signature: signedBy('maren'),
  });

test('a subject whose envelope is open at the site is not randomized a second time', async () => {
  await site.core.must('site.begin', subjectInput('W-1'));
  await site.core.must('site.open', { subject: 'W-1' });
  study.clock.advance(30);
  await bringHome(site);
  expect(await allocated('w-1')).toBe('subject-randomized-offline');
  const reply = await study.console.ask('subjects.allocate', {
    ...subjectInput('W-1'),
    site: 'S001',
  });
  const words = JSON.stringify(reply);
  expect(words).toContain('S001');
  expect(words).toContain(site.pack);
  expect(words).toContain('envelope 1');
  expect(words).toContain('desk');
});

test('a subject of an item at the desk is randomized anew only after it was declared void', async () => {
  const { kits } = await site.core.must('site.subject', { subject: 'W-1' });
  await site.core.must('site.dispense', { subject: 'W-1', kits });
  site.clock.set(180);
  await randomizeOffline(site, study.console, { subject: 'W-2', sex: 'female', unusable: 0 });
  await randomizeOffline(site, study.console, { subject: 'W-3', sex: 'male', unusable: 0 });
  study.clock.advance(600);
  const { judged } = await bringHome(site);
  expect(await allocated('W-2')).toBe('subject-randomized-offline');
  const keyOf = (subject: string): string =>
    judged.find((item) => item.subject === subject)?.key ?? '';
  await decide(keyOf('W-2'), 'annotate');
  expect(await allocated('W-2')).toBe('subject-randomized-offline');
  await decide(keyOf('W-3'), 'void');
  expect(await allocated('W-3')).toMatch(/^ok/);
});

test('a subject for whom an envelope was released by telephone waits for the record of its site', async () => {
  const { challenge } = await remote.core.must('site.begin', subjectInput('T-1'));
  expect(await allocated('T-2', 'S002')).toMatch(/^ok/);
  await study.console.must('packs.answerChallenge', {
    challenge: challenge as string,
    subject: 'T-1',
  });
  expect(await allocated('t-1', 'S002')).toBe('subject-released-offline');
});
