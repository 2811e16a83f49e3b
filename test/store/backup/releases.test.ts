// Requirements: OFF-03, OFF-05
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillCore, drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let lost: DrillSite;
let kept: DrillSite;
beforeAll(async () => {
  study = await offlineStudy();
  const site = await study.site('S001', 'helpline');
  site.core.close();
  const dataDirectory = join(study.folder, 'kept');
  const path = join(study.folder, 'kept.cachet');
  cpSync(site.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(site.path, path);
  lost = await reopened(site);
  kept = await reopened({ ...site, dataDirectory, path });
});
afterAll(() => {
  for (const { core } of [lost, kept]) core.close();
  study.close();
});

async function reopened(here: DrillSite): Promise<DrillSite> {
  const { dataDirectory, clock, path } = here;
  const place = { dataDirectory, resources: resourcesDirectory(), storePath: path };
  const core = drillCore(place, clock);
  await core.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
  return { ...here, core };
}

async function opened({ core }: DrillSite, subject: string, sex: 'female' | 'male') {
  const { challenge } = await core.must('site.begin', subjectInput(subject, sex));
  const asked = { challenge: challenge as string, subject };
  const { code } = await study.console.must('packs.answerChallenge', asked);
  const { kits } = await core.must('site.open', { subject, code });
  await core.must('site.dispense', { subject, kits });
  return kits;
}

const bringHome = async ({ core }: DrillSite) => {
  const { file } = await core.must('site.bundle', {});
  return study.console.must('bundles.import', {
    file: { name: file.name, base64: file.base64 },
  });
};

test('an envelope that was released for two subjects matches for none, though one record never comes home', async () => {
  await opened(lost, 'R-1', 'female');
  await opened(kept, 'R-2', 'female');
  const { judged } = await bringHome(kept);
  expect(judged).toMatchObject([
    { subject: 'R-2', verdict: 'fork', state: 'open', recorded: false },
  ]);
  expect(judged[0]?.findings[0]?.because).toContain('released this envelope for subject R-1 on');
});

test('an envelope whose story is at home is not released again', async () => {
  const { challenge } = await kept.core.must('site.subject', { subject: 'R-2' });
  expect(challenge).toBeNull();
  await lost.core.must('site.begin', subjectInput('R-3', 'male'));
  await opened(kept, 'R-4', 'male');
  await bringHome(kept);
  const { challenge: late } = await lost.core.must('site.subject', { subject: 'R-3' });
  const asked = { challenge: late as string, subject: 'R-3' };
  expect(await ruleOf(study.console, 'packs.answerChallenge', asked)).toBe('envelope-opened');
});

test('kits of a layer that was released are not stock again, whether or not a record says that it was opened', async () => {
  const seen = await opened(lost, 'R-5', 'female');
  const close = { pack: kept.pack, reason: 'the network is back', signature: signedBy('maren') };
  const { rows } = await study.console.must('reconciliation.items', { state: 'open' });
  for (const { key } of rows) {
    const decided = { key, decision: 'annotate' as const, reason: 'Asked the site.' };
    await study.console.must('reconciliation.resolve', {
      ...decided,
      signature: signedBy('maren'),
    });
  }
  await kept.core.must('site.surrender', { pack: kept.pack, reason: 'the network is back' });
  await bringHome(kept);
  await study.console.must('packs.return', close);
  for (const number of seen) {
    const { kit } = await study.console.must('kits.get', { number });
    expect(kit.status).toBe('quarantined');
  }
});

test('a release of which no record ever comes is an item at the desk until a person decides about it', async () => {
  const lone = async () => {
    const { rows } = await study.console.must('reconciliation.items', { limit: 100 });
    return rows.filter(({ key }) => key.startsWith('release-'));
  };
  const waiting = await lone();
  // The pack is closed: nothing more is to be expected of it.
  expect(waiting.map(({ subject, state }) => `${subject} ${state}`).toSorted()).toEqual([
    'R-1 open',
    'R-5 open',
  ]);
  const key = waiting.find(({ subject }) => subject === 'R-5')?.key ?? '';
  const { decisions, findings } = await study.console.must('reconciliation.get', { key });
  expect(decisions.map(({ decision }) => decision)).toEqual(['annotate', 'void']);
  expect(findings[0]?.because).toContain('released this envelope by telephone');
  const anew = { ...subjectInput('R-5'), site: 'S001' };
  expect(await ruleOf(study.console, 'subjects.allocate', anew)).toBe('subject-released-offline');
  const decided = await study.console.must('reconciliation.resolve', {
    key,
    decision: 'void',
    reason: 'The machine is lost; the subject went home without a kit.',
    signature: signedBy('maren'),
  });
  expect(decided).toMatchObject({ subject: 'R-5', state: 'resolved', decision: 'void' });
  expect((await lone()).map(({ subject, state }) => `${subject} ${state}`).toSorted()).toEqual([
    'R-1 open',
    'R-5 resolved',
  ]);
  expect(await ruleOf(study.console, 'subjects.allocate', anew)).toMatch(/^ok/);
  const { checks } = await study.console.must('trail.verify', {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

test('what was released a moment ago waits for its record', async () => {
  const site = await study.site('S002', 'helpline');
  const { challenge } = await site.core.must('site.begin', subjectInput('R-9'));
  const asked = { challenge: challenge as string, subject: 'R-9' };
  const { code } = await study.console.must('packs.answerChallenge', asked);
  const rowsOf = async () =>
    (await study.console.must('reconciliation.items', { site: 'S002' })).rows.map(
      ({ subject, state }) => `${subject} ${state}`,
    );
  expect(await rowsOf()).toEqual(['R-9 waiting']);
  const { kits } = await site.core.must('site.open', { subject: 'R-9', code });
  await site.core.must('site.dispense', { subject: 'R-9', kits });
  study.clock.advance(30);
  await bringHome(site);
  expect(await rowsOf()).toEqual(['R-9 recorded']);
});
