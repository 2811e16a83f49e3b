// Requirements: TRU-05, TRU-11
import { signatureFor } from '../../builders/signature-for.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { readKeyRing } from '../../../electron/node/key-ring.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;

beforeAll(async () => {
  bench = await demonstrationBench();
  core = coreOn(bench);
});
afterAll(() => {
  core.close();
  bench.remove();
});

const meaning = 'I break the code of this subject';
const signed = (user: string, passphrase: string = demonstrationPassphrase) => ({
  signature: { user, passphrase, meaning },
});
const newcomer = { user: 'nora', passphrase: 'a passphrase of her own 1' };

const subjectOf = async (site: string): Promise<string> => {
  const { rows } = await core.must('subjects.page', { site, status: 'randomized', limit: 1 });
  const [row] = rows;
  if (row === undefined) throw new Error(`nobody is randomized at ${site}`);
  return row.subject;
};

describe('keys to sealed treatments', () => {
  it('let a founder at a site break the code with the passphrase alone', async () => {
    await signIn(core, 'jonas');
    const subject = await subjectOf('S001');
    const reply = await core.must('codeBreak.open', { subject, ...signed('jonas') });
    await signIn(core);
    const detail = await core.must('subjects.get', { subject });
    expect(reply.treatment?.arm).toBe(detail.subject.arm);
  });

  it('open the treatment of a subject from a sealed envelope of backup as well', async () => {
    await signIn(core, 'jonas');
    expect((await core.must('codeBreak.settings', {})).subjectsWithoutEnvelope).toBe(0);
    const { rows } = await core.must('subjects.page', { site: 'S002', status: 'randomized' });
    const offline = rows.find(({ randomizationNumber }) => randomizationNumber?.startsWith('BK-'));
    const subject = offline?.subject ?? '';
    const reply = await core.must('codeBreak.open', { subject, ...signed('jonas') });
    await signIn(core);
    const detail = await core.must('subjects.get', { subject });
    expect(reply.treatment?.arm).toBe(detail.subject.arm);
  });

  it('are given to who joins later by somebody who holds the unblinding key', async () => {
    await signIn(core, 'ada');
    await core.must('access.addUser', {
      user: newcomer.user,
      printedName: 'Nora Night',
      role: 'site-user',
      sites: ['S001'],
      passphrase: 'first passphrase 1',
      signature: signatureFor('access.addUser', 'ada'),
    });
    await core.must('session.signIn', { user: newcomer.user, passphrase: 'first passphrase 1' });
    await core.must('session.changePassphrase', {
      current: 'first passphrase 1',
      next: newcomer.passphrase,
    });
    const subject = await subjectOf('S001');
    const without = await core.ask('codeBreak.open', {
      subject,
      ...signed(newcomer.user, newcomer.passphrase),
    });
    expect(without.kind === 'refused' && without.refusal.rule).toBe('code-break-key-missing');

    await signIn(core);
    expect((await core.must('codeBreak.settings', {})).peopleWithoutKeys).toEqual(['Nora Night']);
    const byMaren = { signature: signatureFor('codeBreak.makeReady', 'maren') };
    expect(await core.must('codeBreak.makeReady', byMaren)).toMatchObject({ people: 1 });
    expect(await core.must('codeBreak.makeReady', byMaren)).toEqual({ people: 0, subjects: 0 });

    await core.must('session.signIn', newcomer);
    const reply = await core.must('codeBreak.open', {
      subject,
      ...signed(newcomer.user, newcomer.passphrase),
    });
    expect(reply.treatment).not.toBeNull();
  });

  it('outlive a change of the passphrase, and open nothing with the old one', async () => {
    await core.must('session.signIn', newcomer);
    const next = 'another passphrase of hers 2';
    await core.must('session.changePassphrase', { current: newcomer.passphrase, next });
    const subject = await subjectOf('S001');
    const old = await core.ask('codeBreak.open', {
      subject,
      ...signed(newcomer.user, newcomer.passphrase),
    });
    expect(old.kind).toBe('refused');
    const reply = await core.must('codeBreak.open', { subject, ...signed(newcomer.user, next) });
    expect(reply.treatment).not.toBeNull();
  });

  it('hold one site each and never the unblinding key', () => {
    const { users } = readKeyRing(bench.path);
    const nora = users.find(({ user }) => user === 'nora');
    expect(Object.keys(nora?.breakKeys ?? {})).toEqual(['S001']);
    expect(nora?.unblindingKey).toBeNull();
    const others = users.filter(({ role }) => role !== 'site-user');
    expect(others.every(({ breakKeys }) => breakKeys === undefined)).toBe(true);
  });
});
