// Requirements: OFF-05, TRU-11
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { offlineStudy, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** A code that is broken over the telephone stands in the register at once, whether or not the record is home. */
let study: OfflineStudy;
let site: DrillSite;
let called: DrillSite;
let kits: readonly string[];
beforeAll(async () => {
  study = await offlineStudy();
  site = await study.site('S001', 'self');
  called = await study.site('S002', 'helpline');
  kits = await randomizeOffline(site, study.console, { subject: 'E-1', sex: 'male', unusable: 0 });
  site.clock.set(120);
  await randomizeOffline(site, study.console, { subject: 'E-2', sex: 'male', unusable: 0 });
  study.clock.advance(600);
});
afterAll(() => study.close());

type Asked = Pick<InputOf<'codeBreak.open'>, 'subject' | 'kit'>;

const breakCode = async (asked: Asked) => {
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

const isWhole = async (): Promise<void> => {
  const { checks } = await study.console.must('trail.verify', {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
};

test('before the record is home, the kit in hand leads to the treatment and into the register', async () => {
  const kit = kits[0] ?? '';
  expect(await breakCode({ subject: kit })).toMatchObject({ rule: 'code-break-whose-kit' });
  expect(await breakCode({ subject: 'E-1' })).toMatchObject({ rule: 'unknown-subject' });
  expect(await study.console.must('codeBreak.find', { find: kit })).toMatchObject({
    subject: '',
    status: 'on-backup',
    backup: { pack: 'P-S001', envelope: expect.any(Number), kit },
  });
  expect(await register()).toEqual([]);
  const broken = await breakCode({ subject: 'E-1', kit: ` ${kit.toLowerCase()} ` });
  const { kit: held } = await study.console.must('kits.get', { number: kit });
  expect(broken).toMatchObject({ code: 'CB-0001', subject: 'E-1', site: 'S001' });
  const { treatment } = broken as { treatment: { arm: string; products: { name: string }[] } };
  const given = treatment.products.map(({ name }) => name.toLowerCase().replace(' ', '-'));
  expect(given).toContain(held.kitType);
  expect(await register()).toMatchObject([
    {
      subject: 'E-1',
      site: 'S001',
      state: 'assessment-open',
      reason: 'Found unconscious.',
      backup: { pack: 'P-S001', kit },
    },
  ]);
  expect(JSON.stringify(await register())).not.toContain(treatment.arm);
  const { base64 } = await study.console.must('codeBreak.export', { format: 'csv' });
  const envelope = new RegExp(`envelope \\d+ of P-S001, kit in hand ${kit}`);
  expect(Buffer.from(base64, 'base64').toString()).toMatch(envelope);
  const trail = await study.console.must('trail.page', { limit: 1 });
  expect(trail.rows[0]?.detail).toMatch(envelope);
  await isWhole();
});

test('a release by telephone leads to the treatment as well', async () => {
  const { challenge } = await called.core.must('site.begin', subjectInput('T-1'));
  const asked = { challenge: challenge as string, subject: 'T-1' };
  await study.console.must('packs.answerChallenge', asked);
  expect(await breakCode({ subject: 't-1' })).toMatchObject({ subject: 'T-1', site: 'S002' });
  expect((await register()).at(-1)).toMatchObject({
    subject: 'T-1',
    backup: { pack: 'P-S002', kit: null },
  });
});

test('a record that waits for a decision is broken by its envelope; one that is recorded, by its subject', async () => {
  const { file } = await site.core.must('site.bundle', {});
  await study.console.must('bundles.import', { file: { name: file.name, base64: file.base64 } });
  const waiting = await breakCode({ subject: 'e-2' });
  expect(waiting).toMatchObject({ subject: 'E-2', randomizationNumber: 'P-S001-006' });
  const again = await breakCode({ subject: 'E-1' });
  expect(again).toMatchObject({ kind: 'emergency', subject: 'E-1', code: 'CB-0004' });
  const found = await study.console.must('codeBreak.find', { find: 'E-1' });
  expect(found).toMatchObject({ status: 'randomized', brokenBefore: ['CB-0001', 'CB-0004'] });
  expect((await register()).map(({ backup }) => backup?.pack)).toEqual([
    'P-S001',
    'P-S002',
    'P-S001',
    undefined,
  ]);
  expect(await breakCode({ subject: 'E-9' })).toMatchObject({ rule: 'unknown-subject' });
  await isWhole();
});

test('the kit in hand counts more than what is recorded of the subject', async () => {
  await study.console.must('subjects.allocate', { ...subjectInput('C-1'), site: 'S001' });
  const wish = { subject: 'C-1', sex: 'male', unusable: 0 } as const;
  const [kit = ''] = await randomizeOffline(site, study.console, wish);
  const found = await study.console.must('codeBreak.find', { find: kit });
  expect(found).toMatchObject({ subject: '', status: 'on-backup' });
  const broken = await breakCode({ subject: 'c-1', kit });
  expect(broken).toMatchObject({ subject: 'C-1', randomizationNumber: 'P-S001-007' });
  expect((await register()).at(-1)).toMatchObject({ backup: { pack: 'P-S001', kit } });
  expect(await breakCode({ subject: 'C-1' })).not.toHaveProperty('rule');
  expect((await register()).at(-1)).not.toHaveProperty('backup');
  const other = await breakCode({ subject: 'E-2', kit: kits[0] });
  expect(other).toMatchObject({ rule: 'code-break-other-subject' });
});
