// Requirements: OFF-01, OFF-02
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomizeOffline, sitePeople } from '../../../electron/node/drill/drill-site.ts';
import { drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let helpline: DrillSite;
let pair: DrillSite;
beforeAll(async () => {
  study = await offlineStudy();
  helpline = await study.site('S001', 'helpline');
  pair = await study.site('S002', 'two-person');
});
afterAll(() => study.close());

test('the telephone releases one layer of one envelope for one subject', async () => {
  const { core } = helpline;
  const begun = await core.must('site.begin', subjectInput('T-1'));
  expect(begun).toMatchObject({ state: 'begun', envelope: 1, kits: [], layer: 0 });
  expect(await ruleOf(core, 'site.open', { subject: 'T-1' })).toBe('release-code-missing');
  const challenge = begun.challenge as string;
  const ask = { challenge, subject: 'T-1' };
  expect(await ruleOf(study.console, 'packs.answerChallenge', { ...ask, subject: 'T-2' })).toBe(
    'challenge-foreign',
  );
  const answer = await study.console.must('packs.answerChallenge', ask);
  expect(answer).toMatchObject({ envelope: 1, layer: 1, answeredBefore: 0, warnings: [] });
  const mistyped = `${answer.code.slice(0, 3)}${answer.code[3] === 'A' ? 'B' : 'A'}${answer.code.slice(4)}`;
  expect(await ruleOf(core, 'site.open', { subject: 'T-1', code: mistyped })).toBe('code-group');
  const opened = await core.must('site.open', { subject: 'T-1', code: answer.code.toLowerCase() });
  expect(opened.kits).toHaveLength(1);
  expect(await ruleOf(core, 'site.open', { subject: 'T-1', code: answer.code })).toBe('wrong-step');
  const broken = {
    subject: 'T-1',
    kits: opened.kits,
    condition: 'damaged' as const,
    reason: 'wet',
  };
  const next = await core.must('site.unusable', broken);
  expect(next).toMatchObject({ state: 'unusable', kits: [] });
  expect(next.challenge).not.toBe(challenge);
  expect(await ruleOf(core, 'site.open', { subject: 'T-1', code: answer.code })).toBe(
    'release-code-wrong',
  );
  const second = await study.console.must('packs.answerChallenge', {
    challenge: next.challenge as string,
    subject: 'T-1',
  });
  const again = await core.must('site.open', { subject: 'T-1', code: second.code });
  expect(again.kits).not.toEqual(opened.kits);
  expect(await ruleOf(core, 'site.dispense', { subject: 'T-1', kits: opened.kits })).toBe(
    'kit-differs',
  );
  expect(await ruleOf(core, 'site.dispense', { subject: 'T-1', kits: [] })).toBe('kit-missing');
  await core.must('site.dispense', { subject: 'T-1', kits: again.kits });
  const { releases } = await study.console.must('packs.get', { pack: helpline.pack });
  expect(releases.map(({ layer }) => layer)).toEqual([1, 2]);
});

test('nobody chooses an envelope, and a subject is begun once', async () => {
  const { core } = helpline;
  expect(await ruleOf(core, 'site.begin', subjectInput('t-1'))).toBe('subject-already-randomized');
  await core.must('site.begin', subjectInput('T-3'));
  expect(await ruleOf(core, 'site.begin', subjectInput('T-4'))).toBe('stratum-busy');
  expect((await core.must('site.begin', subjectInput('T-5', 'male'))).envelope).toBe(5);
  await core.must('site.cancel', { subject: 'T-3', reason: 'not eligible after all' });
  expect((await core.must('site.begin', subjectInput('T-4'))).envelope).toBe(2);
  for (const subject of ['T-4', 'T-5'])
    await core.must('site.cancel', { subject, reason: 'test over' });
});

test('gates and strata stand before an envelope is set aside', async () => {
  const { core } = helpline;
  const input = subjectInput('G-1');
  expect(await ruleOf(core, 'site.begin', { ...input, gates: [] })).toBe('gates-open');
  expect(await ruleOf(core, 'site.begin', { ...input, factors: {} })).toBe('factor-value-missing');
  const consent = { version: '9', at: '2026-03-01T10:00:00+01:00' };
  expect(await ruleOf(core, 'site.begin', { ...input, consent })).toBe('consent-version');
  const status = await core.must('site.status', {});
  expect(status.underWay).toEqual([]);
  expect(status).toMatchObject({ drill: true, site: 'S001', openLabel: false, telephone: null });
});

test('a value is corrected after the envelope, again and again; what was captured stays', async () => {
  const { core } = helpline;
  const reason = 'The source record says otherwise.';
  const correct = { subject: 'T-1', factors: { sex: 'male' }, reason };
  expect(await core.must('site.correct', correct)).toMatchObject({ changed: true });
  const shown = await core.must('site.subject', { subject: 'T-1' });
  expect(shown).toMatchObject({
    factors: { sex: 'male' },
    stratum: expect.stringContaining('sex=female'),
  });
  expect(shown.correctedTo).toContain('Male');
  await core.must('site.correct', { ...correct, factors: { sex: 'female' } });
  const back = await core.must('site.subject', { subject: 'T-1' });
  expect(back).toMatchObject({ factors: { sex: 'female' } });
  expect(back.correctedTo).toContain('Female');
  expect(await ruleOf(core, 'site.correct', { ...correct, factors: { sex: 'x' } })).toMatch(
    /^factor/,
  );
  for (const factors of [{ sex: 'female' }, {}, { height: '180' }]) {
    expect(await ruleOf(core, 'site.correct', { ...correct, factors })).toBe('nothing-corrected');
  }
});

test('a part of the record that ends before it begins is named as that', async () => {
  const reply = await helpline.core.ask('site.bundle', { from: 9, until: 3 });
  expect(reply).toMatchObject({
    kind: 'refused',
    refusal: { rule: 'bundle-range', message: 'The part would end with entry 3, before entry 9.' },
  });
  expect(await ruleOf(helpline.core, 'site.bundle', { from: 9999 })).toBe('bundle-empty');
});

test('a kit of an envelope is not freed by hand', async () => {
  const { rows } = await study.console.must('kits.page', { place: 'S001', status: ['reserved'] });
  const { number } = rows[0] as (typeof rows)[number];
  const reason = 'It is wanted elsewhere.';
  const reply = await study.console.ask('kits.unreserve', { numbers: [number], reason });
  expect(reply).toMatchObject({
    kind: 'refused',
    refusal: { rule: 'reserved-by-pack', because: [`${number}: lies in an envelope of P-S001.`] },
  });
});

test('a code is drawn as a picture, and nothing but a text makes one', async () => {
  const { parts } = await helpline.core.must('site.bundle', { partLength: 400 });
  const pictures = await Promise.all(
    parts.slice(0, 2).map((text) => helpline.core.must('site.codePicture', { text })),
  );
  expect(pictures[0]?.svg).toMatch(/^<svg [^>]+viewBox="0 0 (\d+) \1"/);
  expect(pictures[0]?.svg).not.toBe(pictures[1]?.svg);
  expect((await helpline.core.ask('site.codePicture', { text: '' })).kind).toBe('invalid-input');
  expect((await study.console.ask('site.codePicture', { text: 'x' })).kind).toBe('forbidden');
});

test('two people open together; one of them alone does not', async () => {
  const { core } = pair;
  await core.must('site.begin', subjectInput('P-1'));
  expect(await ruleOf(core, 'site.open', { subject: 'P-1' })).toBe('second-person');
  const self = { ...signedBy(sitePeople[0]) };
  expect(await ruleOf(core, 'site.open', { subject: 'P-1', signature: self })).toBe(
    'second-person',
  );
  const opened = await core.must('site.open', {
    subject: 'P-1',
    signature: signedBy(sitePeople[1]),
  });
  await core.must('site.dispense', { subject: 'P-1', kits: opened.kits });
  const slip = await core.must('site.slip', { subject: 'P-1' });
  expect(Buffer.from(slip.base64, 'base64').subarray(0, 4).toString()).toBe('%PDF');
});

test('a site file answers nothing of the study, and the study nothing of a site', async () => {
  for (const name of ['kits.page', 'subjects.page', 'today.get', 'packs.page'] as const) {
    expect((await pair.core.ask(name, {})).kind).toBe('forbidden');
  }
  expect((await study.console.ask('site.status', {})).kind).toBe('forbidden');
  expect((await pair.core.ask('trail.page', {})).kind).toBe('ok');
  expect((await pair.core.must('session.status', {})).mode).toBe('site');
  expect((await study.console.must('session.status', {})).mode).toBe('study');
});

test('what was given back cannot be opened any more, and the file still verifies', async () => {
  const { core, pack, clock } = pair;
  await randomizeOffline(pair, study.console, { subject: 'P-2', sex: 'male', unusable: 0 });
  const { unopened } = await core.must('site.surrender', { pack, reason: 'the network is back' });
  expect(unopened).toEqual([2, 3, 4, 6, 7, 8]);
  clock.advance(1);
  expect(await ruleOf(core, 'site.begin', subjectInput('P-3'))).toBe('no-pack-in-force');
  expect((await core.must('trail.verify', {})).checks.filter(({ passed }) => !passed)).toEqual([]);
  await core.must('session.lock', {});
  expect((await core.must('session.status', {})).mode).toBe('site');
  await core.must('session.signIn', { user: sitePeople[1], passphrase: drillPassphrase });
});

test('a pack opens on its machine only, and unchanged', async () => {
  const { base64, name } = await study.console.must('packs.file', { pack: helpline.pack });
  expect(await ruleOf(pair.core, 'site.readPack', { file: { name, base64 } })).toBe(
    'pack-other-machine',
  );
  const text = Buffer.from(base64, 'base64').toString();
  const spoiled = text.replace(/"sealed":"(.{40})./, (_, start: string) => `"sealed":"${start}#`);
  const file = { name, base64: Buffer.from(spoiled).toString('base64') };
  expect(await ruleOf(helpline.core, 'site.readPack', { file })).toBe('pack-foreign');
  const read = await helpline.core.must('site.readPack', { file: { name, base64 } });
  const { consoleFingerprint } = await study.console.must('packs.get', { pack: helpline.pack });
  expect(read).toMatchObject({ envelopes: 8, layers: 2, consoleFingerprint });
});

test('people join and leave: one vouches, and where two open envelopes another one does', async () => {
  const [nora, ivo] = sitePeople;
  const passphrase = 'another passphrase of five words';
  const by = (user: string, secret = drillPassphrase) => ({
    user,
    passphrase: secret,
    meaning: 'as the contract says',
  });
  const ola = { user: 'ola', printedName: 'Ola Nowak', passphrase };
  const adding = (signature: ReturnType<typeof by>, person = ola) =>
    ruleOf(pair.core, 'site.addPerson', { ...person, signature });
  expect(await adding(by(ivo))).toBe('second-person');
  expect(await adding(by(nora, 'not the passphrase'))).toBe('sign-in-failed');
  expect(await adding(by(nora), { ...ola, passphrase: 'ola' })).not.toContain('ok');
  const leaves = { user: nora, reason: 'moved to another hospital' };
  const removing = (
    input: { readonly user: string; readonly reason: string },
    signature: ReturnType<typeof by>,
  ) => ruleOf(pair.core, 'site.removePerson', { ...input, signature });
  expect(await removing(leaves, by(nora))).toBe('two-people-needed');
  await pair.core.must('site.addPerson', { ...ola, signature: by(nora) });
  expect(await adding(by(nora))).toBe('user-exists');
  const { rows } = await pair.core.must('trail.page', { kind: 'user-added' });
  expect(rows[0]).toMatchObject({
    what: 'Added Ola Nowak (ola)',
    user: ivo,
    signed: expect.stringContaining('I vouch for this person'),
  });
  expect(await removing({ ...leaves, user: ivo }, by('ola', passphrase))).toBe('own-access');
  expect(await removing({ ...leaves, user: 'nobody' }, by('ola', passphrase))).toBe('user-unknown');
  await pair.core.must('site.removePerson', { ...leaves, signature: by('ola', passphrase) });
  const nobody = { user: nora, passphrase: drillPassphrase };
  expect(await ruleOf(pair.core, 'session.signIn', nobody)).toBe('sign-in-failed');
  await pair.core.must('session.signIn', { user: 'ola', passphrase });
  expect((await pair.core.must('trail.verify', {})).ok).toBe(true);
  expect((await study.console.ask('site.addPerson', { ...ola, signature: by(nora) })).kind).toBe(
    'forbidden',
  );
});

test('a pack that ends soon, and one that has ended, wait for the pharmacist and nobody else', async () => {
  const backupTasks = async () => {
    const { tasks } = await study.console.must('today.get', {});
    return tasks
      .filter(({ kind }) => kind === 'backup')
      .map(({ title, urgency }) => [title, urgency]);
  };
  expect(await backupTasks()).toEqual([]);
  study.clock.advance(17 * 24 * 60);
  expect(await backupTasks()).toContainEqual([`Site ${helpline.site} needs another pack`, 'soon']);
  study.clock.advance(20 * 24 * 60);
  expect(await backupTasks()).toContainEqual([`Close pack ${helpline.pack}`, 'soon']);
  await study.console.must('session.signIn', { user: 'ada', passphrase: drillPassphrase });
  expect(await backupTasks()).toEqual([]);
});
