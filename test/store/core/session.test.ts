// Requirements: TRU-03
import { signatureFor } from '../../builders/signature-for.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;

beforeAll(async () => {
  bench = await demonstrationBench();
  core = coreOn(bench);
  await signIn(core);
  const { definition } = await core.must('study.get', {});
  const { eligibility } = (definition as unknown as StudyDefinition).gates;
  gates = eligibility.map(({ id }) => id);
  await core.must('session.lock', {});
});
afterAll(() => {
  core.close();
  bench.remove();
});

let gates: string[] = [];
const allocation = (subject: string) => ({
  subject,
  site: 'S001',
  consent: { version: '2.0', at: '2026-01-05T09:00:00+01:00' },
  gates,
  factors: { age: '47', 'prior-therapy': 'none' },
});

describe('the door', () => {
  it('lets nobody in before sign-in, and says why', async () => {
    const reply = await core.ask('kits.page', {});
    expect(reply).toEqual({ kind: 'forbidden', message: 'Sign in first.' });
  });

  it('refuses unknown names, inherited names and malformed input', async () => {
    expect((await core.dispatch({ name: 'nothing', input: {} })).kind).toBe('unknown-procedure');
    expect((await core.dispatch({ name: 'constructor', input: {} })).kind).toBe(
      'unknown-procedure',
    );
    expect((await core.dispatch({ name: '__proto__', input: {} })).kind).toBe('unknown-procedure');
    const reply = await core.dispatch({ name: 'session.signIn', input: { user: 'maren', x: 1 } });
    expect(reply.kind).toBe('invalid-input');
  });

  it('counts wrong passphrases, delays the next try, and records them at the next sign-in', async () => {
    for (let i = 0; i < 3; i += 1) {
      await core.ask('session.signIn', { user: 'helen', passphrase: 'wrong' });
    }
    const delayed = await signIn(core, 'helen');
    expect(delayed.kind === 'refused' && delayed.refusal.rule).toBe('sign-in-delayed');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await signIn(core, 'helen')).kind).toBe('ok');
    const { rows } = await core.must('trail.page', { limit: 3 });
    expect(rows.map(({ kind }) => kind)).toContain('sign-in-failed');
  });
});

describe('roles and the blind', () => {
  it('lets a blinded person see numbers only', async () => {
    await signIn(core, 'jonas');
    const kits = await core.must('kits.page', { limit: 5 });
    expect(kits.unblinded).toBe(false);
    expect(kits.rows.every(({ kitType }) => kitType === null)).toBe(true);
    const subjects = await core.must('subjects.page', {});
    expect(subjects.rows.every(({ arm }) => arm === null)).toBe(true);
    expect((await core.ask('subjects.allocate', allocation('S001-900'))).kind).toBe('forbidden');
  });

  it('keeps the administrator from arms and the pharmacist from users', async () => {
    await signIn(core, 'ada');
    expect((await core.must('kits.page', { limit: 1 })).unblinded).toBe(false);
    await signIn(core, 'maren');
    const reply = await core.ask('access.deactivateUser', {
      user: 'jonas',
      reason: 'no longer here',
      signature: signatureFor('access.deactivateUser', 'maren'),
    });
    expect(reply.kind).toBe('forbidden');
  });
});

describe('commands', () => {
  it('returns the stored reply to a repeated request, and acts once', async () => {
    await signIn(core, 'maren');
    const first = await core.ask('subjects.allocate', allocation('S001-901'), 'request-1');
    expect(first.kind).toBe('ok');
    const before = (await core.must('today.get', {})).study.entries;
    const again = await core.ask('subjects.allocate', allocation('S001-901'), 'request-1');
    expect(again).toEqual(first);
    expect((await core.must('today.get', {})).study.entries).toBe(before);
    const other = await core.ask('subjects.allocate', allocation('S001-902'), 'request-1');
    expect(other.kind === 'refused' && other.refusal.rule).toBe('request-id-reused');
  });

  it.each(['', 'two words', 'a'.repeat(65), 'ümlaut', 'line\nfeed'])(
    'takes no %j for a request id',
    async (id) => {
      await signIn(core, 'maren');
      const reply = await core.ask('lots.register', { lot: 'L-9', expiry: '2031-01-31' }, id);
      expect(reply).toMatchObject({ kind: 'invalid-input', issues: [{ path: 'requestId' }] });
    },
  );

  it('consumes nothing when it refuses, whatever is missing', async () => {
    await signIn(core, 'maren');
    const before = await core.must('trail.page', { limit: 1 });
    const rule = async (change: object) => {
      const reply = await core.ask('subjects.allocate', { ...allocation('S001-903'), ...change });
      return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
    };
    expect(await rule({ subject: 'S001-901' })).toBe('subject-already-randomized');
    expect(await rule({ gates: ['I1'] })).toBe('gates-open');
    const { gates, factors } = allocation('S001-903');
    expect(await rule({ gates: [...gates, 'I99'] })).toBe('gate-unknown');
    expect(await rule({ factors: { ...factors, agee: '50' } })).toBe('factor-unknown');
    expect(await rule({ consent: { version: '9', at: '2026-01-05T09:00:00Z' } })).toBe(
      'consent-version',
    );
    expect(await rule({ consent: { version: '2.0', at: '2999-01-05T09:00:00Z' } })).toBe(
      'consent-time',
    );
    expect(await rule({ factors: {} })).not.toBe('ok');
    expect(await rule({ site: 'S999' })).toBe('site-unknown');
    expect(await rule({ site: 'S010' })).toBe('site-not-active');
    expect(await core.must('trail.page', { limit: 1 })).toEqual(before);
  });

  it('dispenses a later visit once', async () => {
    await signIn(core, 'maren');
    const { nextVisits } = await core.must('subjects.get', { subject: 'S001-901' });
    const { from, until } = nextVisits.find(({ visit }) => visit === 'V3') ?? {};
    const reason = 'The subject travels.';
    const given = await core.must('subjects.dispense', {
      subject: 'S001-901',
      visit: 'V3',
      reason,
    });
    expect(given.kits.length).toBeGreaterThan(0);
    // Randomized a moment ago: the visit comes weeks later.
    expect(given.outsideWindow).toEqual({ from, until });
    const { rows } = await core.must('trail.page', { kind: 'kits-dispensed', limit: 1 });
    expect(rows[0]?.reason).toMatch(
      /^Outside the visit's window, .* to .*: The subject travels\.$/,
    );
    const again = await core.ask('subjects.dispense', { subject: 'S001-901', visit: 'V3' });
    expect(again.kind === 'refused' && again.refusal.rule).toBe('visit-already-dispensed');
  });
});

describe('people', () => {
  it('makes a new person change the first passphrase, and unblinds only by a grant', async () => {
    await signIn(core, 'ada');
    const passphrase = 'first secret of the pharmacist';
    await core.must('access.addUser', {
      user: 'nils',
      printedName: 'Nils Berg',
      role: 'unblinded-pharmacist',
      passphrase,
      signature: signatureFor('access.addUser', 'ada'),
    });
    await core.must('session.signIn', { user: 'nils', passphrase });
    expect((await core.ask('kits.page', {})).kind).toBe('forbidden');
    const next = 'a passphrase nobody else knows';
    await core.must('session.changePassphrase', { current: passphrase, next });
    expect((await core.must('kits.page', { limit: 1 })).unblinded).toBe(false);
    await signIn(core, 'maren');
    await core.must('access.grantUnblinding', {
      user: 'nils',
      reason: 'joins the depot team',
      signature: signatureFor('access.grantUnblinding', 'maren'),
    });
    await core.must('session.signIn', { user: 'nils', passphrase: next });
    expect((await core.must('kits.page', { limit: 1 })).unblinded).toBe(true);
  });

  it('ends access: the passphrase opens nothing afterwards', async () => {
    await signIn(core, 'ada');
    await core.must('access.deactivateUser', {
      user: 'nils',
      reason: 'left the company',
      signature: signatureFor('access.deactivateUser', 'ada'),
    });
    const reply = await core.ask('session.signIn', {
      user: 'nils',
      passphrase: 'a passphrase nobody else knows',
    });
    expect(reply.kind).toBe('refused');
  });

  it('refuses weak passphrases and a grant to a blinded role', async () => {
    await signIn(core, 'ada');
    const weak = await core.ask('access.addUser', {
      user: 'kim',
      printedName: 'Kim',
      role: 'qa',
      passphrase: 'short',
      signature: signatureFor('access.addUser', 'ada'),
    });
    expect(weak.kind === 'refused' && weak.refusal.rule).toBe('passphrase-too-short');
    await signIn(core, 'maren');
    const grant = await core.ask('access.grantUnblinding', {
      user: 'helen',
      reason: 'to look',
      signature: signatureFor('access.grantUnblinding', 'maren'),
    });
    expect(grant.kind === 'refused' && grant.refusal.rule).toBe('role-stays-blinded');
  });

  it('locks: afterwards nothing answers until somebody signs in', async () => {
    await core.ask('session.signIn', { user: 'maren', passphrase: demonstrationPassphrase });
    await core.must('session.lock', {});
    expect((await core.ask('today.get', {})).kind).toBe('forbidden');
    expect(core.events.at(-1)).toEqual({ kind: 'session', state: 'locked' });
  });
});
