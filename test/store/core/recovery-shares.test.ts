// Requirements: TRU-04
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyRing } from '../../../electron/node/key-ring.ts';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';
import { signatureFor } from '../../builders/signature-for.ts';
import { smallStudyText } from '../../builders/small-study.ts';

type Small = Awaited<ReturnType<typeof smallCore>>;
let small: Small;
beforeEach(async () => {
  small = await smallCore();
});
afterEach(() => {
  small.core.close();
  small.bench.remove();
});

const holders = ['ada', 'phil', 'quinn'] as const;
const dealing = (more: object = {}) => ({
  holders: [...holders],
  threshold: 2,
  reason: 'so that nobody is locked out',
  signature: signatureFor('access.dealShares', 'phil', passphraseFor('phil')),
  ...more,
});
async function deal(): Promise<void> {
  await small.enter('phil');
  await small.core.must('access.dealShares', dealing());
}

const taking = (user: string, passphrase = passphraseFor(user)) => ({
  signature: signatureFor('access.takeShare', user, passphrase),
});
const take = (user: string, passphrase?: string) =>
  small.core.must('access.takeShare', taking(user, passphrase));

const ruleOf = async (name: Parameters<Small['core']['ask']>[0], input: object) => {
  const reply = await small.core.ask(name, input as never);
  return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
};
const recover = (user: string, shares: readonly string[]) =>
  ruleOf('store.recover', {
    user,
    passphrase: 'words of somebody who forgot',
    shares: [...shares],
    reason: 'forgotten',
  });

describe('recovery shares', () => {
  it('are shown to nobody who deals, and once to each holder', async () => {
    await small.enter('phil');
    expect(await small.core.must('access.dealShares', dealing())).toEqual({});
    const shares: string[] = [];
    for (const user of holders) {
      await small.enter(user);
      const { mine } = await small.core.must('access.shares', {});
      expect(mine).toBe('waiting');
      shares.push((await take(user)).share);
      expect(await ruleOf('access.takeShare', taking(user))).toBe('no-share');
      expect((await small.core.must('access.shares', {})).mine).toBe('taken');
    }
    expect(new Set(shares).size).toBe(3);
    expect(readKeyRing(small.bench.path).recovery?.waiting).toEqual({});
    const one = shares[0] as string;
    expect(await recover('quinn', [one, one])).toBe('recovery-shares');
    expect(await recover('quinn', shares.slice(0, 2))).toBe('ok');
  });

  it('are taken by nobody in the name of a holder, nor by who holds none', async () => {
    await deal();
    expect(await ruleOf('access.takeShare', taking('ada'))).toBe('own-share');
    await small.enter('ada');
    expect(await ruleOf('access.takeShare', taking('ada', 'not the right one'))).toBe(
      'sign-in-failed',
    );
    await small.enter('dora');
    expect(await ruleOf('access.takeShare', taking('dora'))).toBe('no-share');
    expect((await small.core.must('access.shares', {})).dealt).toBeNull();
  });

  it('are dealt to people who can keep them, by who holds the key', async () => {
    await small.enter('phil');
    const rule = (more: object) => ruleOf('access.dealShares', dealing(more));
    expect(await rule({ holders: ['ada', 'nobody'] })).toBe('user-unknown');
    expect(await rule({ holders: ['ada', 'ada'] })).toBe('same-person');
    expect(await rule({ threshold: 4 })).toBe('recovery-threshold');
    await small.enter('ada');
    expect(await rule({})).toBe('forbidden');
  });

  it('are in the hands of enough blinded people only by the signature of who sees arms, and the entry says so', async () => {
    await small.enter('phil');
    const signature = signatureFor('access.dealShares', 'quinn', passphraseFor('quinn'));
    expect(await ruleOf('access.dealShares', dealing({ signature }))).toBe('signer-role');
    const detailOf = async (more: object) => {
      await small.core.must('access.dealShares', dealing(more));
      const { rows } = await small.core.must('trail.page', { kind: 'recovery-dealt', limit: 1 });
      return rows[0]?.detail;
    };
    expect(await detailOf({})).toContain('2 are blinded and could give it to somebody');
    expect(await detailOf({ threshold: 3 })).not.toContain('blinded');
  });

  it('follow a change of passphrase, and open nothing once others were dealt', async () => {
    await deal();
    await small.enter('ada');
    const next = 'nobody else knows these words';
    const change = { current: passphraseFor('ada'), next };
    await small.core.must('session.changePassphrase', change);
    const first = [(await take('ada', next)).share];
    await small.enter('quinn');
    first.push((await take('quinn')).share);
    await deal();
    expect(await recover('quinn', first)).toBe('recovery-shares');
  });

  it('wait on Today, and are counted as lost when the holder has lost the key', async () => {
    const titles = async (user: 'phil' | 'quinn') => {
      await small.enter(user);
      return (await small.core.must('today.get', {})).tasks.map(({ title }) => title);
    };
    expect(await titles('phil')).toContain('The trail knows of no recovery shares');
    await deal();
    expect(await titles('quinn')).toContain('A recovery share waits for you');
    await small.enter('ada');
    const signature = signatureFor('access.deactivateUser', 'ada', passphraseFor('ada'));
    await small.core.must('access.deactivateUser', { user: 'quinn', reason: 'left', signature });
    const { dealt } = await small.core.must('access.shares', {});
    expect(dealt?.holders.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'lost']);
    expect((await small.core.must('trail.verify', { replay: true })).ok).toBe(true);
  });
});

describe('founders', () => {
  it('change a passphrase that they did not type alone, before anything else', async () => {
    const { core, bench } = small;
    const path = `${bench.path}-second`;
    const text = Buffer.from(smallStudyText());
    await core.must('store.create', {
      path,
      definition: { name: 'study.yaml', base64: text.toString('base64') },
      administrator: { user: 'ann', printedName: 'Ann', passphrase: 'typed by somebody else' },
      pharmacist: {
        user: 'pam',
        printedName: 'Pam',
        passphrase: 'typed by herself alone',
        ownPassphrase: true,
      },
    });
    const ann = { user: 'ann', passphrase: 'typed by somebody else' };
    expect(await core.must('session.signIn', ann)).toMatchObject({
      user: { mustChangePassphrase: true },
    });
    expect(await ruleOf('access.users', {})).toBe('forbidden');
    const next = 'words that nobody else knows now';
    await core.must('session.changePassphrase', { current: ann.passphrase, next });
    expect(await ruleOf('access.users', {})).toBe('ok');
    const pam = { user: 'pam', passphrase: 'typed by herself alone' };
    expect(await core.must('session.signIn', pam)).toMatchObject({
      user: { mustChangePassphrase: false },
    });
  });
});
