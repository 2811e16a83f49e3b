// Requirements: OFF-01, OFF-02
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { codesOf, printedName } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** One person must not become two: who opens envelopes together is named by the study, each with a code of their own. */
let study: OfflineStudy;
let alone: DrillSite;
let pair: DrillSite;
let codes: ReadonlyMap<string, string>;
beforeAll(async () => {
  study = await offlineStudy();
  alone = await study.site('S001', 'self');
  pair = await study.site('S002', 'two-person');
  codes = await codesOf(study.console, pair.pack);
});
afterAll(() => study.close());

const names = ['nora', 'ivo'].map(printedName);
const passphrase = drillPassphrase;
const codeOf = (user: string): string => codes.get(printedName(user)) as string;

const issue = (here: DrillSite, pack: string, people: readonly string[]) => ({
  pack,
  site: here.site,
  device: here.device,
  envelopesPerStratum: 1,
  layers: 1,
  release: 'two-person' as const,
  people: [...people],
  validFrom: study.clock.now().instant,
  validUntil: '2026-03-20T09:00:00.000Z',
  signature: signedBy('maren'),
});

const fileOf = async (pack: string) => {
  const { name, base64 } = await study.console.must('packs.file', { pack });
  return { name, base64 };
};

const add = (core: DrillCore, user: string, by: string, code?: string) =>
  ruleOf(core, 'site.addPerson', {
    user,
    printedName: `${user} of the site`,
    passphrase,
    ...(code === undefined ? {} : { code }),
    signature: signedBy(by),
  });

test('the console names two people at least, and gives codes to its pharmacist alone', async () => {
  const { console } = study;
  expect(await ruleOf(console, 'packs.issue', issue(alone, 'P-0', []))).toBe('people-needed');
  expect(await ruleOf(console, 'packs.issue', issue(alone, 'P-0', ['A B', 'a  b']))).toBe(
    'people-needed',
  );
  expect(new Set(codes.values()).size).toBe(2);
  await console.must('session.signIn', { user: 'tomas', passphrase });
  const { people } = await console.must('packs.get', { pack: pair.pack });
  expect(people).toEqual(names.map((name) => ({ name, code: null })));
  await console.must('session.signIn', { user: 'maren', passphrase });
});

test('two names of one person do not open an envelope that two open together', async () => {
  const { core } = alone;
  // Nora made a second user for herself while nobody else was needed.
  expect(await add(core, 'second', 'nora')).toContain('ok');
  await study.console.must('packs.issue', issue(alone, 'P-PAIR', names));
  const file = await fileOf('P-PAIR');
  const own = await codesOf(study.console, 'P-PAIR');
  const [noras, ivos] = names.map((name) => own.get(name) as string) as [string, string];
  const load = (people: readonly (readonly [user: string, code: string])[]) =>
    ruleOf(core, 'site.load', {
      file,
      people: people.map(([user, code]) => ({ user, passphrase, code })),
    });
  expect(await load([])).toBe('two-people-needed');
  expect(await load([['nora', noras]])).toBe('two-people-needed');
  expect(
    await load([
      ['nora', noras],
      ['second', noras],
    ]),
  ).toBe('same-person');
  // The code of another machine, and one that was misheard.
  expect(await load([['nora', codeOf('nora')]])).toBe('person-code-wrong');
  expect(await load([['nora', `${noras.slice(0, -1)}${noras.at(-1) === '7' ? '8' : '7'}`]])).toBe(
    'code-group',
  );
  expect(
    await load([
      ['nora', noras],
      ['ivo', ivos],
    ]),
  ).toContain('ok');
  // The self pack is used up first; the second user has no part in the envelopes of the other.
  await core.must('site.surrender', { pack: alone.pack, reason: 'only the new pack from now on' });
  await core.must('site.begin', subjectInput('T-1'));
  const open = (by: string) =>
    ruleOf(core, 'site.open', { subject: 'T-1', signature: signedBy(by) });
  expect(await open('second')).toBe('person-not-confirmed');
  expect(await open('nora')).toBe('second-person');
  expect(await open('ivo')).toContain('ok');
  await core.must('session.signIn', { user: 'second', passphrase });
  await core.must('site.begin', subjectInput('T-2', 'male'));
  expect(await ruleOf(core, 'site.open', { subject: 'T-2', signature: signedBy('nora') })).toBe(
    'person-not-confirmed',
  );
  const { confirmed } = await core.must('site.status', {});
  expect(confirmed).toEqual(['ivo', 'nora']);
});

test('a file is made from such a pack with two codes, and goes by the names of the study', async () => {
  const { rows } = await pair.core.must('access.users', {}).then(({ users }) => ({ rows: users }));
  expect(rows.map((row) => row.printedName).toSorted()).toEqual(names.toSorted());
  const { confirmed } = await pair.core.must('site.status', {});
  expect(confirmed).toEqual(['ivo', 'nora']);
});

test('who joins opens envelopes by a code of the study, or by the word of two who do', async () => {
  const { core } = pair;
  expect(await add(core, 'alias', 'ivo', codeOf('nora'))).toBe('person-known');
  expect(await add(core, 'ola', 'ivo')).toContain('ok');
  expect((await core.must('site.status', {})).confirmed).toEqual(['ivo', 'nora', 'ola']);
  const leave = (user: string, by: string) =>
    ruleOf(core, 'site.removePerson', { user, reason: 'left the site', signature: signedBy(by) });
  expect(await leave('ivo', 'ola')).toContain('ok');
  expect(await leave('ola', 'ola')).toBe('two-people-needed');
  // The code is free again with the access that it gave.
  expect(await add(core, 'ivo2', 'ola', codeOf('ivo'))).toContain('ok');
  expect((await core.must('site.status', {})).confirmed).toEqual(['ivo2', 'nora', 'ola']);
});

test('a signature for a person is bound to what was shown', async () => {
  const input = { user: 'pia', printedName: 'Pia', passphrase };
  const signature = { ...signedBy('nora'), digest: 'ab'.repeat(32) };
  expect(await ruleOf(alone.core, 'site.addPerson', { ...input, signature })).toBe(
    'signed-record-changed',
  );
});
