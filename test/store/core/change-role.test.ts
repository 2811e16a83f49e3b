// Requirements: TRU-05, TRU-03
import { signatureFor } from '../../builders/signature-for.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyRingPath } from '../../../electron/node/key-ring.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';

type Small = Awaited<ReturnType<typeof smallCore>>;

let small: Small;
beforeAll(async () => {
  small = await smallCore();
  await small.enter('ada');
});
afterAll(() => {
  small.core.close();
  small.bench.remove();
});

const first = 'words that were told by telephone';
const reason = 'Moved to another department.';
const change = (user: string, role: Role, more: object = { passphrase: first }) =>
  small.core.ask('access.changeRole', {
    user,
    role,
    sites: [],
    reason,
    signature: signatureFor('access.changeRole', 'ada', passphraseFor('ada')),
    ...more,
  });
const refusedBy = (rule: string) => ({ kind: 'refused', refusal: { rule } });
const personNamed = async (user: string) => {
  const { users } = await small.core.must('access.users', {});
  return users.find((one) => one.user === user);
};
const wrapOf = (user: string) => {
  const { users } = JSON.parse(readFileSync(keyRingPath(small.bench.path), 'utf8')) as {
    readonly users: readonly {
      readonly user: string;
      readonly publicKey: string;
      readonly unblindingKey: string | null;
      readonly breakKeys?: object;
    }[];
  };
  return users.find((one) => one.user === user);
};

describe('another role', () => {
  it('comes with a new wrap and a first passphrase; the old passphrase opens nothing', async () => {
    const before = wrapOf('quinn');
    expect((await change('quinn', 'inspector')).kind).toBe('ok');
    expect(await personNamed('quinn')).toMatchObject({ role: 'inspector', status: 'active' });
    expect(wrapOf('quinn')?.publicKey).not.toBe(before?.publicKey);
    const { core } = small;
    const old = await core.ask('session.signIn', {
      user: 'quinn',
      passphrase: passphraseFor('quinn'),
    });
    expect(old).toMatchObject(refusedBy('sign-in-failed'));
    const now = await core.must('session.signIn', { user: 'quinn', passphrase: first });
    expect(now.user).toMatchObject({ role: 'inspector', mustChangePassphrase: true });
    await small.enter('ada');
  });

  it('stands in the history with what it was before and why', async () => {
    const { entries } = await small.core.must('access.history', { user: 'quinn' });
    expect(entries).toContainEqual(
      expect.objectContaining({
        what: 'Changed the role of quinn from qa to inspector',
        by: 'Ada Admin',
        reason,
      }),
    );
  });

  it('that sees arms begins without the key, which a holder grants after the first change', async () => {
    expect((await change('dora', 'unblinded-pharmacist')).kind).toBe('ok');
    expect(wrapOf('dora')?.unblindingKey).toBeNull();
    expect(await personNamed('dora')).toMatchObject({ unblinded: false, awaitingUnblinding: true });
    await small.enter('phil');
    const signature = signatureFor('access.grantUnblinding', 'phil', passphraseFor('phil'));
    const grant = { user: 'dora', reason, signature };
    const early = await small.core.ask('access.grantUnblinding', grant);
    expect(early).toMatchObject(refusedBy('first-passphrase'));
    await small.core.must('session.signIn', { user: 'dora', passphrase: first });
    const next = 'nobody else knows these words';
    await small.core.must('session.changePassphrase', { current: first, next });
    await small.enter('phil');
    await small.core.must('access.grantUnblinding', grant);
    expect(await personNamed('dora')).toMatchObject({ unblinded: true });
    await small.enter('ada');
  });

  it('is never a blinded one for somebody who has held the key', async () => {
    for (const [user, role] of [
      ['phil', 'site-user'],
      ['dora', 'qa'],
      ['dora', 'administrator'],
    ] as const) {
      const sites = role === 'site-user' ? ['S001'] : [];
      const reply = await change(user, role, { passphrase: first, sites });
      expect(reply, `${user} ${role}`).toMatchObject(refusedBy('was-unblinded'));
    }
    expect((await change('dora', 'unblinded-statistician')).kind).toBe('ok');
    expect(await change('dora', 'qa')).toMatchObject(refusedBy('was-unblinded'));
  });

  it('does not take the key from the last who holds it', async () => {
    const reply = await change('phil', 'unblinded-statistician');
    expect(reply).toMatchObject(refusedBy('last-key-holder'));
  });

  it('needs a good first passphrase, sites for a site, and is nobody’s own', async () => {
    expect(await change('ivy', 'qa', {})).toMatchObject(refusedBy('first-passphrase-missing'));
    expect(await change('ivy', 'qa', { passphrase: 'ivy ivy ivy ivy' })).toMatchObject({
      kind: 'refused',
    });
    expect(await change('ivy', 'site-user')).toMatchObject(refusedBy('site-user-without-site'));
    expect(await change('ada', 'qa')).toMatchObject(refusedBy('own-access'));
    expect(await change('ivy', 'inspector')).toMatchObject(refusedBy('nothing-changes'));
    expect(await change('nobody', 'qa')).toMatchObject(refusedBy('user-unknown'));
    expect(await personNamed('ivy')).toMatchObject({ role: 'inspector' });
  });

  it('is given by administrators only', async () => {
    await small.enter('phil');
    expect((await change('ivy', 'qa')).kind).toBe('forbidden');
    await small.enter('ada');
  });
});

describe('other sites', () => {
  it('keep the passphrase and take the keys to the treatments of the old sites', async () => {
    expect(wrapOf('sue')?.breakKeys).toBeDefined();
    const reply = await change('sue', 'site-user', { sites: ['S002'] });
    expect(reply.kind).toBe('ok');
    expect(wrapOf('sue')?.breakKeys).toBeUndefined();
    expect(await personNamed('sue')).toMatchObject({ sites: ['S002'] });
    await small.enter('sue');
    const settings = await small.core.must('codeBreak.settings', {});
    expect(settings.peopleWithoutKeys).toContain('Sue Site');
    await small.enter('phil');
    const { tasks } = await small.core.must('today.get', {});
    expect(tasks.map(({ title }) => title).join()).toContain('code break');
    await small.core.must('codeBreak.makeReady', {
      signature: signatureFor('codeBreak.makeReady', 'phil', passphraseFor('phil')),
    });
    expect(wrapOf('sue')?.breakKeys).toMatchObject({ S002: expect.any(String) });
    await small.enter('ada');
  });
});

it('the tables come from the trail', async () => {
  const { checks } = await small.core.must('trail.verify', {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});
