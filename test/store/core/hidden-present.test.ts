// Requirements: PLT-03, TRU-04
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';
import { signatureFor } from '../../builders/signature-for.ts';
import { copyStudy } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';
import { anchorPath } from '../../faults/tamper/attacker.ts';

// Somebody whose access ended holds a backup and a plain copy from before, and may move the files of the study.
let bench: Bench;
let core: TestCore;
let backup: string;
let copy: string;
const mal = 'harbour ladder window 2';
const first = 'velvet onions wander back 1';

beforeEach(async () => {
  const small = await smallCore();
  ({ bench, core } = small);
  await small.enter('ada');
  const signature = signatureFor('access.addUser', 'ada', passphraseFor('ada'));
  const person = { user: 'mal', printedName: 'Mal', role: 'administrator' } as const;
  await core.must('access.addUser', { ...person, sites: [], passphrase: first, signature });
  await core.must('session.signIn', { user: 'mal', passphrase: first });
  await core.must('session.changePassphrase', { current: first, next: mal });
  backup = (await core.must('backups.make', { place: bench.folder })).path;
  await core.must('session.lock', {});
  copy = join(bench.folder, 'copy.cachet');
  copyStudy(bench.path, copy);
  await small.enter('ada');
  await core.must('access.deactivateUser', {
    user: 'mal',
    reason: 'left',
    signature: signatureFor('access.deactivateUser', 'ada', passphraseFor('ada')),
  });
  await core.must('session.lock', {});
});
afterEach(() => {
  core.close();
  bench.remove();
});

const ends = ['', '-wal', '-shm', '.keys'];
const hide = (path: string): void => {
  for (const end of ends) {
    if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${path}${end}.away`);
  }
};
const by = (user: string, passphrase: string) => signatureFor('backups.restore', user, passphrase);
const restore = (user = 'mal', passphrase = mal, more = {}) =>
  core.ask('backups.restore', {
    backup,
    reason: 'the disk broke',
    acceptsLoss: true,
    witnessed: [],
    signature: by(user, passphrase),
    ...more,
  });
const compare = (user = 'ada', passphrase = passphraseFor(user)) =>
  core.must('backups.compare', { backup, user, passphrase, witnessed: [] });
const refusedAs = (rule: string) => ({ kind: 'refused', refusal: { rule } });

it('refuses whose access ended while the present file is there', async () => {
  expect(await restore()).toMatchObject(refusedAs('restore-role'));
});

it('never takes an older copy for the present file: a second person signs', async () => {
  hide(bench.path);
  await core.must('store.choose', { path: copy });
  expect(await restore()).toMatchObject(refusedAs('restore-second-signer'));
  const found = await compare();
  expect(found).toMatchObject({ present: null, needsSecondSigner: true });
  expect(found.presentProblem).toContain('older copy');
  expect(await core.ask('session.signIn', { user: 'mal', passphrase: mal })).toMatchObject(
    refusedAs('store-rolled-back'),
  );
});

it('says that a file worked on later is gone though a copy continues the checkpoint', async () => {
  const moved = join(bench.folder, 'moved.cachet');
  copyStudy(bench.path, moved);
  hide(bench.path);
  await core.must('store.choose', { path: moved });
  const found = await compare();
  expect(found).toMatchObject({ present: { path: moved }, needsSecondSigner: true });
  expect(found.presentProblem).toContain(bench.path);
});

it('asks every readable file for ended access, also where the checkpoint was taken away', async () => {
  rmSync(anchorPath(bench));
  expect(await restore('mal', mal, { second: by('ada', passphraseFor('ada')) })).toMatchObject(
    refusedAs('restore-role'),
  );
});

it('is not misled by another study in the place of the present file', async () => {
  const other = await smallCore();
  other.core.close();
  hide(bench.path);
  copyStudy(other.bench.path, bench.path);
  other.bench.remove();
  expect(await restore()).toMatchObject(refusedAs('restore-second-signer'));
  expect((await compare()).presentProblem).toContain(bench.path);
});

it('takes a second signature of another person alone, and enters who it was', async () => {
  hide(bench.path);
  const restoredBy = (second: object) => restore('ada', passphraseFor('ada'), { second });
  expect(await restore('ada', passphraseFor('ada'))).toMatchObject(
    refusedAs('restore-second-signer'),
  );
  expect(await restoredBy(by('ada', passphraseFor('ada')))).toMatchObject(refusedAs('same-person'));
  expect(await restoredBy(by('quinn', 'not the right words'))).toMatchObject(
    refusedAs('sign-in-failed'),
  );
  expect(await restoredBy(by('sue', passphraseFor('sue')))).toMatchObject(
    refusedAs('restore-role'),
  );
  const other = { ...by('quinn', passphraseFor('quinn')), meaning: 'I have read this' };
  expect(await restoredBy(other)).toMatchObject(refusedAs('signature-meaning'));
  expect(await restoredBy(by('quinn', passphraseFor('quinn')))).toMatchObject({
    kind: 'ok',
    value: { presentUnread: true },
  });
  await core.must('session.signIn', { user: 'ada', passphrase: passphraseFor('ada') });
  const { rows } = await core.must('trail.page', { kind: 'store-restored', limit: 1 });
  expect(rows[0]?.detail).toContain('Quinn Quality signed as well');
  expect((await core.must('trail.verify', {})).ok).toBe(true);
});

it('asks for one signature where the present file is there (control)', async () => {
  expect(await compare()).toMatchObject({ presentProblem: null, needsSecondSigner: false });
  expect(await restore('ada', passphraseFor('ada'))).toMatchObject({
    kind: 'ok',
    value: { presentUnread: false },
  });
});
