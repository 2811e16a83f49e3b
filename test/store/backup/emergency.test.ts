// Requirements: OFF-05
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let site: DrillSite;
let kits: readonly string[];
beforeAll(async () => {
  study = await offlineStudy();
  site = await study.site('S001', 'self');
  kits = await randomizeOffline(site, study.console, { subject: 'E-1', sex: 'male', unusable: 0 });
  site.clock.set(120);
  await randomizeOffline(site, study.console, { subject: 'E-2', sex: 'male', unusable: 0 });
  study.clock.advance(600);
});
afterAll(() => study.close());

const breakCode = async (subject: string) => {
  const reply = await study.console.ask('codeBreak.open', {
    subject,
    reason: 'Found unconscious.',
    signature: signedBy('maren'),
  });
  return reply.kind === 'refused' ? reply.refusal : reply;
};

test('in an emergency before the record is home, the kit in hand leads to what was given', async () => {
  const refused = await breakCode(kits[0] ?? '');
  expect(refused).toMatchObject({
    rule: 'subject-on-backup',
    message: expect.stringContaining('sealed envelope of pack P-S001 for S001'),
    next: expect.stringMatching(/page of the kit in hand .* stands in the register/),
  });
  const { kit } = await study.console.must('kits.get', { number: kits[0] ?? '' });
  expect(kit.kitType).toMatch(/kit-[ap]|Kit [AP]/);
});

test('a record that waits for a decision says so, and names the kits that were shown', async () => {
  const { file } = await site.core.must('site.bundle', {});
  await study.console.must('bundles.import', { file: { name: file.name, base64: file.base64 } });
  expect(await breakCode('e-2')).toMatchObject({
    rule: 'subject-on-backup',
    because: [expect.stringMatching(/^Kits that the envelope showed: \d+ \(layer 1\)\.$/)],
    next: expect.stringContaining('reconciliation desk'),
  });
  expect(await breakCode('E-1')).toMatchObject({ kind: 'ok' });
  expect(await breakCode('E-9')).toMatchObject({ rule: 'unknown-subject' });
});
