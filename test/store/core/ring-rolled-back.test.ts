// Requirements: TRU-05
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyRingPath, readKeyRing, writeKeyRing } from '../../../electron/node/key-ring.ts';
import type { KeyRing } from '../../../electron/node/key-ring.ts';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';

type Small = Awaited<ReturnType<typeof smallCore>>;
let small: Small;
let aside: string;
const next = 'nobody else knows these words';

beforeEach(async () => {
  small = await smallCore();
  aside = join(small.bench.folder, 'old.keys');
  copyFileSync(keyRingPath(small.bench.path), aside);
  await small.enter('phil');
  await changeTo(next);
});
afterEach(() => {
  small.core.close();
  small.bench.remove();
});

const changeTo = (passphrase: string, current = passphraseFor('phil')) =>
  small.core.must('session.changePassphrase', { current, next: passphrase });

const ruleOf = async (name: Parameters<Small['core']['ask']>[0], input: object) => {
  const reply = await small.core.ask(name, input as never);
  return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
};
const signInAs = (user: string, passphrase = passphraseFor(user)) =>
  ruleOf('session.signIn', { user, passphrase });

const putBack = () => copyFileSync(aside, keyRingPath(small.bench.path));
const oldRing = (): KeyRing => JSON.parse(readFileSync(aside, 'utf8')) as KeyRing;

/** The ring in force with one wrap of the old one. */
function splice(user: string): void {
  const ring = readKeyRing(small.bench.path);
  const old = oldRing().users.find((one) => one.user === user) as KeyRing['users'][number];
  writeKeyRing(small.bench.path, {
    ...ring,
    users: ring.users.map((one) => (one.user === user ? old : one)),
  });
}

describe('an old key ring that is put back', () => {
  it('opens with no passphrase, neither the old one nor that of anybody else', async () => {
    const current = readFileSync(keyRingPath(small.bench.path));
    putBack();
    expect(await signInAs('phil')).toBe('ring-rolled-back');
    expect(await signInAs('ada')).toBe('ring-rolled-back');
    writeFileSync(keyRingPath(small.bench.path), current);
    expect(await signInAs('phil')).toBe('sign-in-failed');
    expect(await signInAs('phil', next)).toBe('ok');
    // Quality assurance sees that somebody came with it.
    const { rows } = await small.core.must('trail.page', { kind: 'sign-in-failed', limit: 9 });
    const said = rows.map(({ what }) => what).join();
    for (const user of ['phil', 'ada']) expect(said).toContain(`as ${user}`);
  });

  it('signs nothing and changes nothing while somebody is at work', async () => {
    await small.core.must('session.signIn', { user: 'phil', passphrase: next });
    putBack();
    const meaning = 'I confirm that the clock of this computer is right';
    const signature = { user: 'phil', passphrase: passphraseFor('phil'), meaning };
    const confirm = { reason: 'checked', signature };
    expect(await ruleOf('study.confirmClock', confirm)).toBe('ring-rolled-back');
    const change = { current: passphraseFor('phil'), next: 'still other secret words' };
    expect(await ruleOf('session.changePassphrase', change)).toBe('ring-rolled-back');
  });

  it('is told of when the study is verified', async () => {
    await small.core.must('session.signIn', { user: 'phil', passphrase: next });
    putBack();
    const { ok, checks } = await small.core.must('trail.verify', {});
    expect(ok).toBe(false);
    expect(checks.filter(({ passed }) => !passed)).toMatchObject([{ check: 'Key ring' }]);
  });

  it('does not pass beside a backup', async () => {
    await small.core.must('session.signIn', { user: 'phil', passphrase: next });
    const place = join(small.bench.folder, 'backups');
    mkdirSync(place);
    const { path } = await small.core.must('backups.make', { place });
    const asked = { backup: path, user: 'phil' };
    expect(await ruleOf('backups.compare', { ...asked, passphrase: next })).toBe('ok');
    copyFileSync(aside, keyRingPath(path));
    const compare = { ...asked, passphrase: passphraseFor('phil') };
    expect(await ruleOf('backups.compare', compare)).toBe('ring-rolled-back');
  });
});

describe('one old wrap in the ring that is in force', () => {
  it('does not open, and no other wrap beside it', async () => {
    splice('phil');
    expect(await signInAs('phil')).toBe('ring-rolled-back');
    expect(await signInAs('ada')).toBe('ring-rolled-back');
  });

  it('has another key than the wrap that took its place', () => {
    const keyOf = ({ users }: KeyRing) => users.find(({ user }) => user === 'phil')?.publicKey;
    expect(keyOf(readKeyRing(small.bench.path))).not.toBe(keyOf(oldRing()));
  });

  it('does not sign', async () => {
    await small.core.must('session.signIn', { user: 'phil', passphrase: next });
    splice('phil');
    const meaning = 'I confirm that the clock of this computer is right';
    const signature = { user: 'phil', passphrase: passphraseFor('phil'), meaning };
    const confirm = { reason: 'checked', signature };
    expect(await ruleOf('study.confirmClock', confirm)).toBe('ring-rolled-back');
  });
});

describe('the ring that is in force (control)', () => {
  it('may be written anew with other line ends, and opens', async () => {
    const path = keyRingPath(small.bench.path);
    writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))));
    expect(await signInAs('ada')).toBe('ok');
    expect(await signInAs('phil', next)).toBe('ok');
  });
});
