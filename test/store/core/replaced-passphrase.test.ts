// Requirements: PLT-03, TRU-04
import { existsSync, renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';
import { signatureFor } from '../../builders/signature-for.ts';

// A passphrase that others came to know was changed after the backup was made.
const next = 'brand new harbour ladder 9';
const leaked = passphraseFor('ada');
let small: Awaited<ReturnType<typeof smallCore>>;
let backup: string;
beforeEach(async () => {
  small = await smallCore();
  const { core, bench, enter } = small;
  await enter('ada');
  backup = (await core.must('backups.make', { place: bench.folder })).path;
  await core.must('session.changePassphrase', { current: leaked, next });
  await enter('phil');
  await core.must('session.changePassphrase', {
    current: passphraseFor('phil'),
    next: 'another harbour ladder 7',
  });
  await core.must('session.lock', {});
});
afterEach(() => {
  small.core.close();
  small.bench.remove();
});

const restore = (passphrase: string, more = {}) =>
  small.core.ask('backups.restore', {
    backup,
    reason: 'the disk broke',
    acceptsLoss: true,
    witnessed: [],
    signature: signatureFor('backups.restore', 'ada', passphrase),
    ...more,
  });
const compare = (passphrase: string) =>
  small.core.ask('backups.compare', { backup, user: 'ada', passphrase, witnessed: [] });
const signIn = (user: string, passphrase: string) =>
  small.core.ask('session.signIn', { user, passphrase });
const replaced = { kind: 'refused', refusal: { rule: 'passphrase-replaced' } };

it('opens no earlier backup while the present file can be asked', async () => {
  expect(await compare(leaked)).toMatchObject(replaced);
  expect(await restore(leaked)).toMatchObject(replaced);
  expect(await compare('neither of the two words')).toMatchObject({
    refusal: { rule: 'sign-in-failed' },
  });
});

it('does not come back with the backup: the present one goes on, of everybody', async () => {
  expect(await compare(next)).toMatchObject({ kind: 'ok', value: { returning: [] } });
  expect(await restore(next)).toMatchObject({ kind: 'ok', value: { returning: [] } });
  expect((await signIn('ada', leaked)).kind).toBe('refused');
  expect((await signIn('phil', passphraseFor('phil'))).kind).toBe('refused');
  expect(await signIn('phil', 'another harbour ladder 7')).toMatchObject({
    kind: 'ok',
    value: { user: { unblinded: true } },
  });
  expect((await signIn('quinn', passphraseFor('quinn'))).kind).toBe('ok');
  expect((await signIn('ada', next)).kind).toBe('ok');
  const { rows } = await small.core.must('trail.page', { kind: 'passphrase-changed', limit: 2 });
  expect(rows.map(({ what }) => what)).toEqual([
    'Kept the present passphrase of phil at the restore',
    'Kept the present passphrase of ada at the restore',
  ]);
  expect((await small.core.must('trail.verify', { replay: true })).ok).toBe(true);
});

it('is asked as it was then where no present file can be, and somebody else signs', async () => {
  for (const end of ['', '-wal', '-shm', '.keys']) {
    const path = `${small.bench.path}${end}`;
    if (existsSync(path)) renameSync(path, `${path}.away`);
  }
  expect((await restore(leaked)).kind).toBe('refused');
  const second = signatureFor('backups.restore', 'quinn', passphraseFor('quinn'));
  expect(await restore(leaked, { second })).toMatchObject({
    kind: 'ok',
    value: { presentUnread: true },
  });
});
