// Requirements: TRU-11
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { signatureOf } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';

let study: OpenStudy;
beforeAll(async () => {
  study = await runningStudy();
});
afterAll(() => study.close());

const open = (user: Person, subject: string) => ({ subject, signature: signatureOf(user) });
const treatmentWords = /Arm (active|placebo)|Kit kit-|kit-(active|placebo)/;

/** Everything that the file says in clear beside the definition: entries, replies, register. */
const clearText = (): string =>
  JSON.stringify([
    study.db
      .prepare(`SELECT content FROM ledger WHERE kind LIKE '%break%' OR kind = 'code-broken'`)
      .all(),
    study.db.prepare('SELECT * FROM request').all(),
    study.db.prepare('SELECT * FROM code_break').all(),
  ]);

describe('breaking a code at the site', () => {
  it('shows the treatment of the slot, of one subject, once, and records it first', async () => {
    const before = study.changes.length;
    const reply = await study.must('site', 'codeBreak.open', open('site', '1001'));
    const { subject } = await study.must('pharma', 'subjects.get', { subject: '1001' });
    expect(reply.treatment?.arm).toBe(subject.arm);
    expect(reply.treatment?.products).toHaveLength(1);
    expect(reply).toMatchObject({ code: 'CB-0001', site: 'S001', shownForSeconds: 60 });
    expect(reply.reasonDue).not.toBeNull();
    expect(study.changes.slice(before)).toEqual([
      { revision: expect.any(Number) as number, topics: ['code-broken'] },
    ]);
    expect(clearText()).not.toMatch(treatmentWords);
  });

  it('finds the subject by a kit or the randomization number as well', async () => {
    const { subject } = await study.must('pharma', 'subjects.get', { subject: '1002' });
    for (const find of [subject.kits[0] as string, String(subject.randomizationNumber)]) {
      const found = await study.must('site', 'codeBreak.find', { find });
      expect(found).toMatchObject({ subject: '1002', obstacle: null, brokenBefore: [] });
    }
  });

  it('knows nothing of subjects of other sites', async () => {
    const foreign = await study.refused('site', 'codeBreak.open', open('site', '3001'));
    const nobody = await study.refused('site', 'codeBreak.open', open('site', '9999'));
    expect(foreign.rule).toBe('unknown-subject');
    expect({ ...foreign, message: '' }).toEqual({ ...nobody, message: '' });
  });

  it('records and shows nothing without the passphrase of who is signed in', async () => {
    const entries = study.changes.length;
    const wrong = {
      ...open('site', '1002'),
      signature: { ...signatureOf('site'), passphrase: 'x' },
    };
    expect((await study.refused('site', 'codeBreak.open', wrong)).rule).toBe('signature-failed');
    const other = await study.refused('site', 'codeBreak.open', open('pharma', '1002'));
    expect(other.rule).toBe('code-break-own-signature');
    expect((await study.ask('depot', 'codeBreak.open', open('depot', '1002'))).kind).toBe(
      'forbidden',
    );
    expect(study.changes).toHaveLength(entries);
  });

  it('gives the answer once: a repeated request is told so and nothing of it is kept', async () => {
    const first = await study.ask('site', 'codeBreak.open', open('site', '1002'), 'once-1');
    expect(first.kind === 'ok' && first.value.treatment?.arm).toMatch(/^Arm /);
    const again = await study.ask('site', 'codeBreak.open', open('site', '1002'), 'once-1');
    expect(again.kind === 'refused' && again.refusal.rule).toBe('shown-once');
    expect(clearText()).not.toMatch(treatmentWords);
    const found = await study.must('site', 'codeBreak.find', { find: '1002' });
    expect(found.brokenBefore).toHaveLength(1);
  });

  it('waits for no clock', async () => {
    const later = study.clock.now().instant;
    study.clock.advanceDays(-1);
    const input = { ...open('site', '1001'), reason: 'Second look for the poison centre' };
    expect(
      (await study.refused('pharma', 'subjects.withdraw', { subject: '3001', reason: 'x y z' }))
        .rule,
    ).toBe('clock-set-back');
    const reply = await study.must('site', 'codeBreak.open', input);
    expect(reply.at < later).toBe(true);
    study.clock.advanceDays(1);
  });
});

describe('a sealed treatment', () => {
  const envelopes = () =>
    study.db
      .prepare('SELECT subject, envelope FROM break_envelope ORDER BY subject')
      .all<{ subject: number; envelope: string }>();
  const put = (subject: number, envelope: string) =>
    study.db
      .prepare('UPDATE break_envelope SET envelope = ? WHERE subject = ?')
      .run(envelope, subject);

  it('opens for its own subject only', async () => {
    const [one, two] = envelopes();
    if (one === undefined || two === undefined) throw new Error('nothing is sealed');
    expect(new Set(envelopes().map(({ envelope }) => envelope.length)).size).toBe(1);
    put(one.subject, two.envelope);
    const swapped = await study.refused('site', 'codeBreak.open', open('site', '1001'));
    expect(swapped.rule).toBe('code-break-damaged');
    expect(swapped.next).toContain('pharmacist on duty');
    put(one.subject, one.envelope);
    await study.must('site', 'codeBreak.open', open('site', '1001'));
  });

  it('is missed before the night: the site is sent to the telephone', async () => {
    const [one] = envelopes();
    if (one === undefined) throw new Error('nothing is sealed');
    study.db.prepare('DELETE FROM break_envelope WHERE subject = ?').run(one.subject);
    const missing = await study.refused('site', 'codeBreak.open', open('site', '1001'));
    expect(missing.rule).toBe('code-break-not-sealed');
    const { tasks } = await study.must('pharma', 'today.get', {});
    expect(tasks.map(({ title }) => title)).toContain('Make the code break at sites ready');
    study.db.prepare('INSERT INTO break_envelope VALUES (?, ?)').run(one.subject, one.envelope);
  });
});

describe('an exercise', () => {
  it('walks the path, is marked, and shows no treatment anywhere', async () => {
    const reply = await study.must('site', 'codeBreak.open', {
      ...open('site', '1002'),
      kind: 'exercise',
    });
    expect(reply).toMatchObject({ kind: 'exercise', treatment: null, reasonDue: null });
    expect(JSON.stringify(reply)).not.toMatch(treatmentWords);
    const row = await study.must('qa', 'codeBreak.get', { code: reply.code });
    expect(row).toMatchObject({ kind: 'exercise', state: 'closed' });
    const explain = { code: reply.code, reason: 'It was an exercise' };
    expect((await study.refused('site', 'codeBreak.explain', explain)).rule).toBe(
      'code-break-exercise',
    );
    const found = await study.must('site', 'codeBreak.find', { find: '1002' });
    expect(found.brokenBefore).not.toContain(reply.code);
  });
});

describe('what follows', () => {
  const assessment = (code: string, user: Person) => ({
    code,
    laterKits: 'stop' as const,
    participation: 'treatment-ended' as const,
    sponsorToldAt: '2026-11-20T09:00:00+01:00',
    expectedness: 'unexpected' as const,
    reason: 'Anaphylaxis; the subject recovered and is followed up.',
    signature: signatureOf(user),
  });

  it('tells blinded people on Today and in the trail that a code was broken, not which treatment', async () => {
    const today = await study.must('site', 'today.get', {});
    const notice = today.tasks.filter(({ kind }) => kind === 'code-break');
    expect(notice.length).toBeGreaterThan(0);
    const trail = await study.must('qa', 'trail.page', { kind: 'code-broken' });
    expect(trail.total).toBeGreaterThan(3);
    expect(JSON.stringify([notice, trail])).not.toMatch(treatmentWords);
  });

  it('takes the medical reason later, once, and never with a treatment in it', async () => {
    const leak = { code: 'CB-0001', reason: 'Allergic reaction after PLACEBO capsules' };
    expect((await study.refused('site', 'codeBreak.explain', leak)).rule).toBe(
      'text-names-treatment',
    );
    const early = await study.refused('qa', 'codeBreak.assess', assessment('CB-0001', 'qa'));
    expect(early.rule).toBe('code-break-reason-open');
    const reason = 'Anaphylaxis; the emergency physician asked';
    const row = await study.must('site', 'codeBreak.explain', { code: 'CB-0001', reason });
    expect(row).toMatchObject({ state: 'assessment-open', reason, reasonBy: 'Sue Site' });
    const again = await study.refused('site', 'codeBreak.explain', { code: 'CB-0001', reason });
    expect(again.rule).toBe('code-break-explained');
  });

  it('has the impact assessed by somebody else, and then stops kits', async () => {
    const own = await study.refused('site', 'codeBreak.assess', assessment('CB-0001', 'site'));
    expect(own.rule).toBe('second-person');
    const row = await study.must('qa', 'codeBreak.assess', assessment('CB-0001', 'qa'));
    expect(row).toMatchObject({ state: 'closed', assessment: { by: 'Quinn Quality' } });
    const dispense = { subject: '1001', visit: 'V2', reason: 'outside the window' };
    const stopped = await study.refused('pharma', 'subjects.dispense', dispense);
    expect(stopped.rule).toBe('code-break-stopped-kits');
    const subject = await study.must('site', 'subjects.get', { subject: '1001' });
    expect(subject.codeBreaks?.[0]?.code).toBe('CB-0001');
  });

  it('is in the register, filtered, and exported without a treatment', async () => {
    const all = await study.must('qa', 'codeBreak.page', {});
    const open = await study.must('qa', 'codeBreak.page', { state: 'reason-open' });
    expect(open.total).toBe(all.reasonsOpen);
    expect((await study.must('qa', 'codeBreak.page', { kind: 'exercise' })).total).toBe(1);
    expect((await study.must('qa', 'codeBreak.page', { search: 'CB-0001' })).total).toBe(1);
    expect((await study.must('qa', 'codeBreak.page', { site: 'S003' })).total).toBe(0);
    for (const format of ['csv', 'xlsx', 'pdf'] as const) {
      const { base64, name } = await study.must('pharma', 'codeBreak.export', { format });
      expect(name).toMatch(/^TST-1 code breaks [\d-]+\.\w+$/);
      expect(Buffer.from(base64, 'base64').toString('latin1')).not.toMatch(treatmentWords);
    }
    const csv = await study.must('site', 'codeBreak.export', { format: 'csv' });
    const lines = Buffer.from(csv.base64, 'base64').toString('utf8').trim().split('\n');
    expect(lines).toHaveLength(all.total + 1);
  });

  it('is never refused for an ordinary word; what could name a treatment is kept out of the record', async () => {
    const reply = await study.must('site', 'codeBreak.open', {
      ...open('site', '1002'),
      reason: 'Active bleeding, needs help now',
      askedBy: { name: 'Dr Placebo', role: 'Active duty physician', contact: 'ward 3' },
    });
    expect(reply.treatment?.arm).toMatch(/^Arm /);
    const row = await study.must('qa', 'codeBreak.get', { code: reply.code });
    expect(row).toMatchObject({
      reason: '[…] bleeding, needs help now',
      askedBy: { name: 'Dr […]', role: '[…] duty physician', contact: 'ward 3' },
    });
    expect(clearText()).not.toMatch(/Active bleeding|Dr Placebo|Active duty/);
  });

  it('follows from the ledger alone', () => {
    expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
  });
});

describe('by telephone', () => {
  it('is the way where the study says so, and is recorded with who asked', async () => {
    const definition = `${smallStudyText()}
codeBreak: { bySite: false, telephone: +47 22 00 00 00, kitsUntilAssessed: held, tell: [Medical monitor] }
`;
    const quiet = await runningStudy(undefined, definition);
    try {
      expect(quiet.db.prepare('SELECT count(*) AS n FROM break_envelope').get()).toEqual({ n: 0 });
      const found = await quiet.must('site', 'codeBreak.find', { find: '1001' });
      expect(found.obstacle?.next).toContain('+47 22 00 00 00');
      const refused = await quiet.refused('site', 'codeBreak.open', open('site', '1001'));
      expect(refused.rule).toBe('code-break-by-telephone');
      const askedBy = { name: 'Dr Lind', role: 'Investigator', contact: '+47 11 22 33 44' };
      const reply = await quiet.must('pharma', 'codeBreak.open', {
        ...open('pharma', '1001'),
        askedBy,
      });
      expect(reply.treatment?.arm).toMatch(/^Arm /);
      const row = await quiet.must('site', 'codeBreak.get', { code: reply.code });
      expect(row).toMatchObject({ askedBy, shownTo: 'Phil Pharmacist', tell: ['Medical monitor'] });
      const dispense = { subject: '1001', visit: 'V2', reason: 'outside the window' };
      const held = await quiet.refused('pharma', 'subjects.dispense', dispense);
      expect(held.rule).toBe('code-break-not-assessed');
    } finally {
      quiet.close();
    }
  });
});

describe('the overview for who oversees', () => {
  it('counts what is open and overdue by site, arm-free, and nothing for others', async () => {
    const own = await runningStudy();
    const broken = await own.must('site', 'codeBreak.open', open('site', '1001'));
    const later = (await own.must('site', 'codeBreak.open', open('site', '1002'))).code;
    await own.must('site', 'codeBreak.open', { ...open('site', '1002'), kind: 'exercise' });
    await own.must('site', 'codeBreak.explain', { code: later, reason: 'Anaphylaxis' });
    const overview = () => own.must('qa', 'codeBreak.overview', {});
    expect((await overview()).sites).toEqual([
      expect.objectContaining({
        site: 'S001',
        randomized: 2,
        emergencies: 2,
        exercises: 1,
        reasonsOpen: 1,
        reasonsOverdue: 0,
        assessmentsOpen: 1,
      }),
      expect.objectContaining({ site: 'S003', randomized: 1, emergencies: 0, lastAt: null }),
    ]);
    own.clock.advanceDays(400);
    const { total } = await overview();
    expect(total).toMatchObject({ randomized: 3, reasonsOverdue: 1, assessmentsOverdue: 1 });
    expect(total.lastAt).toBeTruthy();
    expect(JSON.stringify(await overview())).not.toMatch(treatmentWords);
    expect(await own.must('pharma', 'codeBreak.overview', {})).toEqual(await overview());
    expect((await own.ask('site', 'codeBreak.overview', {})).kind).toBe('forbidden');
    expect(broken.code).toBe('CB-0001');
    own.close();
  });
});
