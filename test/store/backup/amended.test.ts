// Requirements: OFF-01, OFF-02
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { drillDefinition } from '../../../electron/node/drill/drill-definition.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** The study is amended while a site is offline: the pack that comes next brings the amendment with it. */
let study: OfflineStudy;
let site: DrillSite;
let other: DrillSite;
beforeAll(async () => {
  study = await offlineStudy();
  site = await study.site('S001', 'self');
  other = await study.site('S002', 'self');
  await amend();
});
afterAll(() => study.close());

const age = `  - id: age
    name: Age
    kind: level
    levels:
      - { id: young, name: Under 65 }
      - { id: old, name: 65 and over }
regions:`;

/** Another factor, another consent form, and a list by the new factor. */
async function amend(): Promise<void> {
  const { console } = study;
  const as = (user: string) =>
    console.must('session.signIn', { user, passphrase: drillPassphrase });
  await as('tomas');
  const reason = 'Protocol amendment 2.';
  await console.must('randomization.retire', {
    list: 'MAIN',
    reason,
    signature: signedBy('tomas'),
  });
  await as('ada');
  const text = drillDefinition(2)
    .text.replace('regions:', age)
    .replace('["1.0"]', '["2.0"]')
    .replace('text: Adult', 'text: Adult of at most 80 years');
  const definition = { name: 'v2.yaml', base64: Buffer.from(text).toString('base64') };
  await console.must('study.amend', { definition, reason, signature: signedBy('ada') });
  await as('tomas');
  await console.must('randomization.generate', {
    list: 'BY-AGE',
    parameters: { blocks: [2] },
    stratifyBy: ['site', 'sex', 'age'],
    slotsPerStratum: 6,
  });
  await console.must('randomization.verify', { list: 'BY-AGE' });
  for (const user of ['tomas', 'maren']) {
    await console.must('randomization.sign', { list: 'BY-AGE', signature: signedBy(user) });
  }
  await as('maren');
}

const topUp = async (here: DrillSite, pack: string) => {
  await study.console.must('packs.issue', {
    pack,
    site: here.site,
    device: here.device,
    envelopesPerStratum: 1,
    layers: 1,
    release: 'self',
    validFrom: study.clock.now().instant,
    validUntil: '2026-03-30T09:00:00.000Z',
    signature: signedBy('maren'),
  });
  const { name, base64 } = await study.console.must('packs.file', { pack });
  return { file: { name, base64 } };
};

const begin = (subject: string, factors: Record<string, string>) => ({
  subject,
  consent: { version: '2.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors,
});

test('the amendment takes effect with the pack; envelopes of before stay under theirs', async () => {
  const { core } = site;
  await randomizeOffline(site, study.console, { subject: 'A-1', sex: 'female', unusable: 0 });
  await core.must('site.load', await topUp(site, 'P-AGE'));
  const { factors, consentVersions, gates } = await core.must('site.status', {});
  expect(factors.map(({ id }) => id)).toEqual(['sex', 'age']);
  expect(consentVersions).toEqual(['2.0']);
  expect(gates[0]?.text).toBe('Adult of at most 80 years');
  expect(await ruleOf(core, 'site.begin', subjectInput('A-2'))).toBe('consent-version');
  expect(await ruleOf(core, 'site.begin', begin('A-2', { sex: 'female' }))).toBe(
    'factor-value-missing',
  );
  // Three of the old envelopes are left, then the one of the new stratum.
  const packs: string[] = [];
  for (const i of [2, 3, 4, 5]) {
    const subject = `A-${i}`;
    const begun = await core.must('site.begin', begin(subject, { sex: 'female', age: 'old' }));
    packs.push(`${begun.pack} ${begun.stratum}`);
    const { kits } = await core.must('site.open', { subject });
    await core.must('site.dispense', { subject, kits });
  }
  const old = `${site.pack} site=S001;sex=female`;
  expect(packs).toEqual([old, old, old, 'P-AGE site=S001;sex=female;age=old']);
  expect(await ruleOf(core, 'site.begin', begin('A-6', { sex: 'female', age: 'old' }))).toBe(
    'no-envelope',
  );
});

test('values of either version are corrected under the version of the envelope', async () => {
  const { core } = site;
  const reason = 'The source record says otherwise.';
  const correct = (subject: string, factors: Record<string, string>) =>
    core.must('site.correct', { subject, factors, reason });
  expect(await correct('A-1', { sex: 'male' })).toEqual({
    stratum: 'site=S001;sex=male',
    changed: true,
  });
  expect(await correct('A-5', { age: 'young' })).toEqual({
    stratum: 'site=S001;sex=female;age=young',
    changed: true,
  });
});

test('the trail of the site says what came with the pack, and verifies', async () => {
  const { rows } = await site.core.must('trail.page', { kind: 'study-defined' });
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ reason: 'came with pack P-AGE' });
  expect((await site.core.must('trail.verify', {})).ok).toBe(true);
});

test('a pack that the study revoked is closed by the next one, once nobody of it is under way', async () => {
  const { core } = other;
  await core.must('site.begin', subjectInput('V-1'));
  const signature = signedBy('maren');
  const reason = 'The list was retired.';
  await study.console.must('packs.revoke', { pack: other.pack, reason, signature });
  const second = await topUp(other, 'P-NEXT');
  expect(await ruleOf(core, 'site.load', second)).toBe('pack-revoked-in-use');
  await core.must('site.cancel', { subject: 'V-1', reason: 'a new pack is here' });
  await core.must('site.load', second);
  const { packs, factors } = await core.must('site.status', {});
  expect(packs.map(({ pack, status }) => [pack, status])).toEqual([
    [other.pack, 'surrendered'],
    ['P-NEXT', 'loaded'],
  ]);
  expect(factors.map(({ id }) => id)).toEqual(['sex', 'age']);
  const begun = await core.must('site.begin', begin('V-2', { sex: 'male', age: 'young' }));
  expect(begun.pack).toBe('P-NEXT');
  const { file } = await core.must('site.bundle', {});
  const upload = { name: file.name, base64: file.base64 };
  await study.console.must('bundles.import', { file: upload });
  await study.console.must('packs.return', { pack: other.pack, reason, signature });
});
