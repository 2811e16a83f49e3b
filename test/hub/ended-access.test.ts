// Requirements: HUB-07, TRU-01, TRU-07
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedBy } from '../../electron/node/drill/drill-core.ts';
import { urlAs } from './fresh-database.ts';
import { sharedStudy } from './shared-consoles.ts';
import type { SharedConsole, SharedStudy } from './shared-consoles.ts';

let study: SharedStudy;
let first: SharedConsole;
let second: SharedConsole;
beforeAll(async () => {
  study = await sharedStudy();
  second = await study.join('tomas');
  first = study.consoles[0] as SharedConsole;
});
afterAll(() => study.close());

const draft = (list: string) => ({
  list,
  parameters: { block: 4 },
  stratifyBy: ['site', 'sex'],
  slotsPerStratum: 8,
});

/** The administrator changes somebody's access at the first console; the second does not know of it yet. */
const atFirst = async <N extends 'access.changeRole' | 'access.deactivateUser'>(
  name: N,
  input: object,
): Promise<void> => {
  await first.signIn('ada');
  await first.core.must('hub.exchange', {});
  await first.core.must(name, await first.signed(name, { ...input, reason: 'another task' }));
};

const stateAtSecond = async () => (await second.core.must('session.status', {})).state;

const refusedAs = (rule: string) => ({ kind: 'refused', refusal: { rule } });

/** The list as the pharmacist signs it in at the second console, with the signature of the statistician. */
const signedAtSecond = (passphrase: string) =>
  second.core.ask('randomization.sign', {
    list: 'DRAFT',
    signature: { ...signedBy('tomas'), passphrase },
  });

/** What the common trail has of the statistician, as the first console knows it after both exchanged. */
async function deedsInTrail(): Promise<readonly string[]> {
  for (const one of [second, first]) {
    await one.signIn('maren');
    await one.core.must('hub.exchange', {});
  }
  const { rows } = await first.core.must('trail.page', { limit: 200 });
  return rows
    .filter(
      ({ user, kind }) => user === 'tomas' && !['signed-in', 'signature-failed'].includes(kind),
    )
    .map(({ kind }) => kind);
}

const own = 'a passphrase of his own';

it('what somebody decides before the own role changed elsewhere is not recorded, and the session ends', async () => {
  await second.signIn('tomas');
  await second.core.must('randomization.generate', draft('DRAFT') as never);
  await second.core.must('randomization.verify', { list: 'DRAFT' });
  const before = await deedsInTrail();
  await second.signIn('tomas');
  const role = 'unblinded-pharmacist';
  const passphrase = 'a first passphrase of his';
  await atFirst('access.changeRole', { user: 'tomas', role, sites: [], passphrase });
  expect(await second.core.ask('randomization.generate', draft('LATE') as never)).toMatchObject(
    refusedAs('access-changed'),
  );
  expect(await stateAtSecond()).toBe('locked');
  expect(await deedsInTrail()).toEqual(before);
  await second.core.must('session.signIn', { user: 'tomas', passphrase });
  await second.core.must('session.changePassphrase', { current: passphrase, next: own });
  expect(await second.core.must('hub.exchange', {})).toMatchObject({ refusal: null });
  expect(await stateAtSecond()).toBe('signed-in');
});

it('a signature counts by the passphrase and the access that its signer has when it gets its place', async () => {
  const next = 'another passphrase of his own';
  await second.signIn('maren');
  await first.core.must('hub.exchange', {});
  await first.core.must('session.signIn', { user: 'tomas', passphrase: own });
  await first.core.must('session.changePassphrase', { current: own, next });
  expect(await signedAtSecond(own)).toMatchObject(refusedAs('signer-changed'));
  await atFirst('access.deactivateUser', { user: 'tomas' });
  expect(await signedAtSecond(next)).toMatchObject(refusedAs('signer-changed'));
  expect(await stateAtSecond()).toBe('signed-in');
  const { lists } = await second.core.must('randomization.lists', {});
  expect(lists.find(({ list }) => list === 'DRAFT')).toMatchObject({ signatures: [] });
});

const hers = 'a passphrase of her own';

/** Somebody who is added at the first console and signs in at the second. */
async function newcomerAtSecond(user: string, role: string): Promise<void> {
  const passphrase = 'a first passphrase of hers';
  const person = { user, printedName: `${user} New`, role, sites: [], passphrase };
  await first.signIn('ada');
  await first.core.must('hub.exchange', {});
  await first.core.must('access.addUser', await first.signed('access.addUser', person));
  await second.signIn('maren');
  await second.core.must('hub.exchange', {});
  await second.core.must('session.signIn', { user, passphrase });
  await second.core.must('session.changePassphrase', { current: passphrase, next: hers });
}

it('an exchange that brings the end of the own access locks the study, and nobody else is disturbed', async () => {
  await newcomerAtSecond('ines', 'qa');
  await atFirst('access.deactivateUser', { user: 'ines' });
  expect(await second.core.ask('hub.exchange', {})).toMatchObject(refusedAs('access-changed'));
  expect(await stateAtSecond()).toBe('locked');
  expect(await second.core.ask('trail.page', { limit: 1 })).toMatchObject({ kind: 'forbidden' });
  expect(await second.core.ask('session.signIn', { user: 'ines', passphrase: hers })).toMatchObject(
    { kind: 'refused' },
  );
  expect((await first.core.must('session.status', {})).user?.user).toBe('ada');
});

it('whose access ended hands the admission of a console out no more, not even once again', async () => {
  const third = await study.join('maren');
  await newcomerAtSecond('olga', 'administrator');
  const { made } = study;
  const asked = await third.core.must('hub.askToJoin', {
    databaseUrl: urlAs(made.url, '', ''),
    hub: made.hub,
  });
  const wish = {
    code: asked.code,
    fingerprint: asked.codeFingerprint,
    signature: { ...signedBy('olga'), passphrase: hers },
  };
  await second.core.must('hub.admit', wish);
  await atFirst('access.deactivateUser', { user: 'olga' });
  expect(await second.core.ask('hub.admit', wish)).toMatchObject(refusedAs('access-changed'));
  expect(await stateAtSecond()).toBe('locked');
});
