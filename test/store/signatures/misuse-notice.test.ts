// Requirements: TRU-02
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { straight } from '../../builders/blind/arms.ts';
import { passphrase } from '../../builders/blind/blind-people.ts';
import { blindConsole, signedBy } from '../../builders/blind/blind-console.ts';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrillClock } from '../../../electron/node/drill/drill-core.ts';
import type { BlindConsole } from '../../builders/blind/blind-console.ts';
import { bringPeople } from '../../builders/blind/life-people.ts';
import { typesOf } from '../../builders/blind/arms.ts';

let folder: string;
let console: BlindConsole;
let shares: readonly string[];
const clock = new DrillClock('2026-03-02T09:00:00.000Z' as never);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cachet-misuse-'));
  const place = { dataDirectory: join(folder, 'data'), path: join(folder, 'study.cachet') };
  console = blindConsole({ ...place, seed: 'misuse', clock, isFounded: false });
  const life = { console, clock, arms: straight, types: typesOf(straight), must: console.must };
  shares = await bringPeople(life);
});
afterAll(() => {
  console.close();
  rmSync(folder, { recursive: true });
});

const tasksOf = async (user: string, word: RegExp) => {
  const { tasks } = await console.must(user, 'today.get', {});
  return tasks
    .filter(({ title }) => word.test(title))
    .map(({ title, urgency }) => ({ title, urgency }));
};

const signWrongly = (user: string) =>
  console.ask('study.confirmClock', {
    reason: 'to try it',
    signature: { ...signedBy(user, 'study.confirmClock'), passphrase: 'not the right one' },
  });

describe('the misuse of a name', () => {
  it('is entered at once when somebody at work signs wrongly in it, and windows are told', async () => {
    await console.as('maren');
    const { length } = console.events;
    await signWrongly('helen');
    expect(console.events.slice(length)).toEqual([
      expect.objectContaining({ kind: 'changed', topics: ['signature-failed'] }),
    ]);
    const { rows } = await console.must('maren', 'trail.page', { kind: 'signature-failed' });
    expect(rows[0]).toMatchObject({
      user: 'maren',
      what: 'A signature as helen failed',
      detail:
        '“I confirm that the clock of this computer is right”; 1 failed attempt since the last success',
      signed: null,
    });
  });

  it('is shown to administrators and quality assurance, and to the person, but to nobody else', async () => {
    const seen = [{ title: '1 failed signature this week', urgency: 'now' }];
    for (const user of ['ada', 'helen', 'ines']) {
      expect(await tasksOf(user, /failed/), user).toEqual(seen);
    }
    for (const user of ['maren', 'jonas', 'suse', 'priya']) {
      expect(await tasksOf(user, /failed|your name/), user).toEqual([]);
    }
    await console.as('maren');
    await signWrongly('tomas');
    expect(await tasksOf('tomas', /your name/)).toHaveLength(1);
  });

  it('of a closed study is entered by whoever signs in next, whosever name it was', async () => {
    await console.as('nobody');
    for (let i = 0; i < 2; i += 1) {
      await console.ask('session.signIn', { user: 'helen', passphrase: `guess ${i}` });
    }
    await console.ask('session.signIn', { user: 'my secret, typed here', passphrase });
    const { rows } = await console.must('ada', 'trail.page', { kind: 'sign-in-failed' });
    expect(rows.map(({ what, detail }) => `${what}; ${detail}`).toSorted()).toEqual([
      'Sign-in as helen failed; 2 failed attempts since the last sign-in',
      'Sign-in as somebody unknown failed; 1 failed attempt since the last sign-in',
    ]);
    await console.as('maren');
    const again = await console.must('maren', 'trail.page', { kind: 'sign-in-failed' });
    expect(again.total, 'once, not at every sign-in').toBe(2);
  });

  it('keeps no name that the study does not know: it may be a passphrase', async () => {
    const attempts = join(console.dataDirectory, 'attempts');
    const files = readdirSync(attempts).map((name) => readFileSync(join(attempts, name), 'utf8'));
    expect(files.join()).toContain('helen');
    expect(files.join()).not.toContain('my secret');
    const trail = await console.must('ada', 'trail.export', { format: 'jsonl' });
    expect(Buffer.from(trail.base64, 'base64').toString()).not.toContain('my secret');
  });
});

describe('the access of a person', () => {
  it('is told from its beginning, with reasons, to those who look after it and to the person', async () => {
    const { user, entries, signIns } = await console.must('helen', 'access.history', {
      user: 'lena',
    });
    expect(user).toMatchObject({ role: 'unblinded-pharmacist', status: 'active', unblinded: true });
    expect(signIns).toBeGreaterThan(0);
    expect(entries.map(({ what, by, reason }) => [what, by, reason])).toEqual([
      [
        'Gave lena the key to arm information',
        'Maren Pharmacist',
        'Done so that there is something to see.',
      ],
      ['lena changed the passphrase', 'Lena Second', null],
      [expect.stringContaining('Lena Second'), 'Ada Admin', null],
    ]);
    expect((await console.must('jonas', 'access.history', { user: 'jonas' })).entries).toHaveLength(
      2,
    );
    await console.as('jonas');
    const other = await console.ask('access.history', { user: 'lena' });
    expect(other).toMatchObject({ kind: 'refused', refusal: { rule: 'own-history' } });
    await console.as('ada');
    const ended = await console.must('ada', 'access.history', { user: 'gunn' });
    expect(ended.user.status).toBe('deactivated');
    expect(ended.entries[0]?.what).toBe('Ended the access of gunn');
  });

  it('comes back with the keys to sealed treatments that it had, and without those it had not', async () => {
    const without = async () =>
      (await console.must('maren', 'codeBreak.settings', {})).peopleWithoutKeys;
    const recover = (user: string) =>
      console.ask('store.recover', { user, shares: [...shares], passphrase, reason: 'forgotten' });
    const everybody = await without();
    expect(everybody).toContain('Suse Site');
    await console.as('nobody');
    expect((await recover('suse')).kind).toBe('ok');
    expect(await without()).toEqual(everybody);
    await console.must('maren', 'codeBreak.makeReady', {
      signature: signedBy('maren', 'codeBreak.makeReady'),
    });
    await console.as('nobody');
    expect((await recover('suse')).kind).toBe('ok');
    expect(await without()).toEqual([]);
    await console.as('suse');
    const settings = await console.must('suse', 'codeBreak.settings', {});
    expect(settings.peopleWithoutKeys).toEqual([]);
  });

  it('comes back with enough recovery shares, without a key that was never granted', async () => {
    await console.as('nobody');
    const wanted = { passphrase: 'a new one that nobody knows', reason: 'forgotten' };
    const recover = (user: string, some: readonly string[]) =>
      console.ask('store.recover', { user, shares: [...some], ...wanted });
    const damaged = [shares[0] ?? '', `${(shares[1] ?? '').slice(0, -2)}00`];
    expect(await recover('nils', damaged)).toMatchObject({
      kind: 'refused',
      refusal: { rule: 'recovery-shares' },
    });
    expect(await recover('gunn', shares)).toMatchObject({
      kind: 'refused',
      refusal: { rule: 'user-unknown' },
    });
    for (const [user, unblinded] of [
      ['nils', false],
      ['lena', true],
    ] as const) {
      expect((await recover(user, shares.slice(1))).kind).toBe('ok');
      const given = { user, passphrase: wanted.passphrase };
      const reply = await console.ask('session.signIn', given);
      expect(reply).toMatchObject({ kind: 'ok', value: { user: { user, unblinded } } });
    }
    const { entries } = await console.must('ada', 'access.history', { user: 'nils' });
    expect(entries[0]).toMatchObject({ by: 'Nils Keyless', reason: 'forgotten' });
  });
});
