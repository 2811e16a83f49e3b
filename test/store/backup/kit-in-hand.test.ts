// Requirements: OFF-05, TRU-11
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { offlineStudy, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** The kit in hand decides whose treatment is told, so a number that is wrong tells nothing of somebody else. */
let study: OfflineStudy;
let site: DrillSite;
let kit: string;
let own: string;
beforeAll(async () => {
  study = await offlineStudy();
  site = await study.site('S001', 'self');
  [kit = ''] = await randomize('E-1');
  study.clock.advance(600);
  const wish = { ...subjectInput('C-1', 'male'), site: 'S001' };
  const { kits } = await study.console.must('subjects.allocate', wish);
  own = kits[0]?.number ?? '';
});
afterAll(() => study.close());

const randomize = (subject: string, at = site): Promise<readonly string[]> =>
  randomizeOffline(at, study.console, { subject, sex: 'male', unusable: 0 });

const breakCode = async (asked: Pick<InputOf<'codeBreak.open'>, 'subject' | 'kit' | 'site'>) => {
  const reply = await study.console.ask('codeBreak.open', {
    ...asked,
    reason: 'Found unconscious.',
    signature: signedBy('maren'),
  });
  return reply.kind === 'refused' ? reply.refusal : reply.kind === 'ok' ? reply.value : reply;
};

const register = async () => {
  const { rows } = await study.console.must('codeBreak.page', {});
  return rows.toReversed();
};

test('a kit that leads nowhere breaks nothing, and the subject alone still can be', async () => {
  const shelf = await study.console.must('kits.page', { status: ['at-site'], limit: 1 });
  const last = (Number(kit.at(-1)) + 1) % 10;
  const wrong = [
    `${kit.slice(0, -1)}${last}`,
    '99999999',
    shelf.rows[0]?.number ?? '',
    'C-1',
    'E-1',
  ];
  for (const number of wrong) {
    expect(await breakCode({ subject: 'C-1', kit: number })).toMatchObject({
      rule: 'code-break-kit-unknown',
      next: expect.stringContaining('by the subject alone'),
    });
  }
  expect(await register()).toEqual([]);
  expect(await breakCode({ subject: 'C-1', kit: own })).toMatchObject({ code: 'CB-0001' });
  expect(await breakCode({ subject: 'C-1' })).toMatchObject({ code: 'CB-0002' });
});

const home = async (from = site) => {
  const { file } = await from.core.must('site.bundle', {});
  return study.console.must('bundles.import', { file: { name: file.name, base64: file.base64 } });
};

const brokenBefore = async (find: string): Promise<readonly string[]> =>
  (await study.console.must('codeBreak.find', { find })).brokenBefore;

test('a break under a number that was misheard follows the envelope, not the number', async () => {
  expect(await breakCode({ subject: 'E-7', kit })).toMatchObject({ code: 'CB-0003' });
  expect(await brokenBefore(kit)).toEqual(['CB-0003']);
  const { judged } = await home();
  expect(judged).toMatchObject([{ subject: 'E-1', verdict: 'matched', state: 'recorded' }]);
  expect(judged[0]?.notes).toEqual(['CB-0003 was broken by this envelope for subject E-7.']);
  const { codeBreaks } = await study.console.must('subjects.get', { subject: 'E-1' });
  expect(codeBreaks).toMatchObject([{ code: 'CB-0003' }]);
  expect(await brokenBefore('E-1')).toEqual(['CB-0003']);
  expect((await register()).at(-1)).toMatchObject({ subject: 'E-7', recordedFor: 'E-1' });
  const wish = { ...subjectInput('E-7', 'male'), site: 'S001' };
  await study.console.must('subjects.allocate', wish);
  expect(await brokenBefore('E-7')).toEqual([]);
});

test('a kit that a record shows for somebody else is told with both numbers', async () => {
  site.clock.set(180);
  const [second = ''] = await randomize('E-2');
  await home();
  const items = await study.console.must('reconciliation.items', { state: 'open', limit: 10 });
  expect(items.rows).toMatchObject([{ subject: 'E-2', verdict: 'clock' }]);
  const before = await register();
  expect(await breakCode({ subject: 'Z-3', kit: second })).toMatchObject({
    rule: 'code-break-other-subject',
    message: expect.stringMatching(/E-2.*Z-3/),
  });
  expect(await register()).toEqual(before);
  expect(await breakCode({ subject: second })).toMatchObject({ subject: 'E-2' });
  expect(await breakCode({ subject: 'e-2', kit: second })).toMatchObject({ subject: 'E-2' });
});

test('a kit is no subject, and a kit of another site is confirmed by the site', async () => {
  const other = await study.site('S002', 'self');
  const [there = ''] = await randomize('E-3', other);
  const before = await register();
  for (const number of [there, kit]) {
    expect(await breakCode({ subject: number, kit: there })).toMatchObject({
      rule: 'code-break-kit-as-subject',
    });
  }
  await study.console.must('subjects.screen', { subject: 'SC-1', site: 'S001' });
  for (const subject of ['C-1', 'SC-1']) {
    for (const site of [undefined, 'S001']) {
      expect(await breakCode({ subject, kit: there, site })).toMatchObject({
        rule: 'code-break-other-site',
        next: expect.stringContaining('S002'),
      });
    }
  }
  expect(await register()).toEqual(before);
  expect(await breakCode({ subject: 'C-1', kit: there, site: 'S002' })).toMatchObject({
    subject: 'C-1',
    site: 'S002',
  });
});
