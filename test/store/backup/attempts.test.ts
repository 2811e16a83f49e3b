import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DrillClock, drillCore, drillPassphrase } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** What somebody may try who wants more than the rules give, or who makes an honest mistake. */
let study: OfflineStudy;
let one: DrillSite;
let two: DrillSite;
beforeAll(async () => {
  study = await offlineStudy();
  one = await study.site('S001', 'helpline');
  two = await study.site('S002', 'self');
});
afterAll(() => study.close());

const packFileOf = async (pack: string) => {
  const { name, base64 } = await study.console.must('packs.file', { pack });
  return { name, base64 };
};

const elsewhere = (name: string, storePath?: string) => {
  const dataDirectory = join(study.folder, name);
  mkdirSync(dataDirectory, { recursive: true });
  const place = { dataDirectory, resources: resourcesDirectory() };
  return drillCore(
    storePath === undefined ? place : { ...place, storePath },
    new DrillClock(study.clock.now().instant),
  );
};

test('a copy of the file alone, on another machine and with the right passphrase, opens nothing', async () => {
  const copy = join(study.folder, 'stolen.cachet');
  copyStoreFiles(one.path, copy);
  const thief = elsewhere('thief', copy);
  expect(await ruleOf(thief, 'session.signIn', { user: 'nora', passphrase: drillPassphrase })).toBe(
    'sign-in-failed',
  );
  thief.close();
});

test('a pack makes one file, once', async () => {
  const file = await packFileOf(two.pack);
  expect(await ruleOf(two.core, 'site.load', { file })).toBe('pack-loaded');
  const people = [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }];
  const path = join(study.folder, 'again.cachet');
  expect(await ruleOf(two.core, 'site.create', { file, path, people })).toBe('site-exists');
  const thief = elsewhere('thief');
  expect(await ruleOf(thief, 'site.create', { file, path, people })).toBe('pack-other-machine');
  thief.close();
});

test('a code opens the one layer, for the one subject, that it was asked for', async () => {
  const begin = async (subject: string, sex: 'female' | 'male') => {
    const { challenge } = await one.core.must('site.begin', subjectInput(subject, sex));
    return { challenge: challenge as string, subject };
  };
  const [asked, other] = [await begin('C-1', 'female'), await begin('C-2', 'male')];
  const { code } = await study.console.must('packs.answerChallenge', asked);
  expect(await ruleOf(one.core, 'site.open', { subject: 'C-2', code })).toBe('release-code-wrong');
  const crossed = { challenge: asked.challenge, subject: other.subject };
  expect(await ruleOf(study.console, 'packs.answerChallenge', crossed)).toBe('challenge-foreign');
  const misheard = asked.challenge.replace(/^./, (first) => (first === '7' ? '8' : '7'));
  expect(
    await ruleOf(study.console, 'packs.answerChallenge', { ...asked, challenge: misheard }),
  ).toBe('code-group');
  await one.core.must('site.cancel', { subject: 'C-1', reason: 'left before randomization' });
  const next = await begin('C-3', 'female');
  expect(next.challenge).not.toBe(asked.challenge);
  expect(await ruleOf(one.core, 'site.open', { subject: 'C-3', code })).not.toBe('');
  const again = await study.console.must('packs.answerChallenge', next);
  expect(again.warnings).toEqual(['This envelope was released for subject C-1 before.']);
});

test('a clock that is set back is in the record, and no other pack opens by it', async () => {
  two.clock.set(-600);
  expect(await ruleOf(two.core, 'site.begin', subjectInput('K-0'))).toBe('no-pack-in-force');
  two.clock.set(600 - 30);
  two.clock.advance(60);
  await randomizeOffline(two, study.console, { subject: 'K-1', sex: 'female', unusable: 0 });
  study.clock.advance(24 * 60);
  const { file } = await two.core.must('site.bundle', {});
  const { judged } = await study.console.must('bundles.import', {
    file: { name: file.name, base64: file.base64 },
  });
  expect(judged).toMatchObject([{ subject: 'K-1', verdict: 'clock', state: 'open' }]);
  expect(judged[0]?.findings[0]?.because).toContain('moved back by 30 minutes');
});

test('codes of two sites do not mix, and one that was scanned twice is one', async () => {
  const partsOf = async ({ core }: DrillSite) =>
    (await core.must('site.bundle', { partLength: 600 })).parts;
  const [mine, theirs] = [await partsOf(one), await partsOf(two)];
  const mixed = [...mine.slice(1), theirs[0] ?? ''];
  expect(await ruleOf(study.console, 'bundles.parts', { parts: mixed })).toBe('parts-mixed');
  expect(await ruleOf(study.console, 'bundles.import', { parts: mixed })).toBe('parts-mixed');
  const doubled = [...mine.toReversed(), ...mine];
  const { chain } = await study.console.must('bundles.import', { parts: doubled });
  expect(chain).toMatchObject({ site: 'S001', gaps: [], forks: [] });
});
