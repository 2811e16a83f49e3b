// Requirements: OFF-02, OFF-05
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** Whoever stands at the site with a subject and a broken kit gets to an end, whatever became of the pack. */
let study: OfflineStudy;
let telephone: DrillSite;
let alone: DrillSite;
beforeAll(async () => {
  study = await offlineStudy(2);
  telephone = await study.site('S001', 'helpline');
  alone = await study.site('S002', 'self');
});
afterAll(() => study.close());

const broken = { condition: 'damaged' as const, reason: 'The seal of the box is broken.' };
const reason = 'The helpline says that the pack was revoked.';

/** A new pack for the machine, which tells it that the old one was revoked. */
async function nextPack({ site, device }: DrillSite) {
  const pack = `N-${site}`;
  await study.console.must('packs.issue', {
    pack,
    site,
    device,
    envelopesPerStratum: 1,
    layers: 2,
    release: 'self',
    validFrom: study.clock.now().instant,
    validUntil: '2026-05-20T09:00:00.000Z',
    signature: signedBy('maren'),
  });
  const { name, base64 } = await study.console.must('packs.file', { pack });
  return { file: { name, base64 } };
}

async function broughtHome({ core }: DrillSite) {
  const { name, base64 } = (await core.must('site.bundle', {})).file;
  return study.console.must('bundles.import', { file: { name, base64 } });
}

test('a pack that is revoked between two layers leaves a way out, and its reason comes home', async () => {
  const { core, pack } = telephone;
  const { console } = study;
  const { challenge } = await core.must('site.begin', subjectInput('W-1'));
  const ask = { challenge: challenge as string, subject: 'W-1' };
  const { code } = await console.must('packs.answerChallenge', ask);
  const { kits } = await core.must('site.open', { subject: 'W-1', code });
  const waits = await core.must('site.unusable', { subject: 'W-1', kits, ...broken });
  expect(waits).toMatchObject({ state: 'unusable', layer: 1, layers: 2, mayOpen: true });
  study.clock.advance(60);
  await console.must('packs.revoke', { pack, reason: 'wrong batch', signature: signedBy('maren') });
  const again = { challenge: waits.challenge as string, subject: 'W-1' };
  expect(await ruleOf(console, 'packs.answerChallenge', again)).toBe('pack-closed');
  const next = await nextPack(telephone);
  expect(await ruleOf(core, 'site.load', next)).toBe('pack-revoked-in-use');
  const without = { subject: 'W-1', kits: [] };
  expect(await ruleOf(core, 'site.dispense', without)).toBe('wrong-step');
  expect(await core.must('site.dispense', { ...without, reason })).toMatchObject({
    state: 'dispensed',
    kits: [],
  });
  await core.must('site.load', next);
  telephone.clock.advance(60);
  const { judged } = await broughtHome(telephone);
  expect(judged).toMatchObject([{ subject: 'W-1', verdict: 'kit-unavailable', state: 'open' }]);
  const { findings } = await console.must('reconciliation.get', { key: judged[0]?.key as string });
  expect(findings.map(({ because }) => because)).toContainEqual(
    expect.stringContaining(`the subject has none: ${reason}`),
  );
});

test('a pack that ends between two layers leaves a way out, and is given back after it', async () => {
  const { core, clock, pack } = alone;
  await core.must('site.begin', subjectInput('W-2'));
  const { kits } = await core.must('site.open', { subject: 'W-2' });
  await core.must('site.unusable', { subject: 'W-2', kits, ...broken });
  clock.advance(31 * 24 * 60);
  expect(await core.must('site.subject', { subject: 'W-2' })).toMatchObject({ mayOpen: false });
  expect(await ruleOf(core, 'site.open', { subject: 'W-2' })).toBe('no-pack-in-force');
  expect(await ruleOf(core, 'site.surrender', { pack, reason })).toBe('wrong-step');
  await core.must('site.dispense', { subject: 'W-2', kits: [], reason: 'The pack has ended.' });
  await core.must('site.surrender', { pack, reason: 'The pack has ended.' });
});

test('a revealed kit is never passed over: it is given, or said to be unusable first', async () => {
  const { core } = telephone;
  await core.must('site.begin', subjectInput('W-3'));
  const without = { subject: 'W-3', kits: [], reason };
  expect(await ruleOf(core, 'site.dispense', without)).toBe('wrong-step');
  await core.must('site.open', { subject: 'W-3' });
  expect(await ruleOf(core, 'site.dispense', without)).toBe('kit-missing');
});
