// Requirements: RND-09
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openList } from '../../builders/custody.ts';
import { lockList, stockSites, subjectAt } from '../../builders/list-life.ts';
import { allocatePlanned, dbr, lockScheme, minimization } from '../../builders/live-study.ts';
import type { Scheme } from '../../builders/live-study.ts';
import { openStudy } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { seededRandom } from '../../fakes/random.ts';
import { recordingPrinter } from '../../fakes/recording-printer.ts';

let study: OpenStudy;
beforeEach(() => {
  study = openStudy({ ports: { random: seededRandom('live allocation') } });
});
afterEach(() => study.close());

const define = (scheme: Scheme) =>
  study.must('stat', 'randomization.defineScheme', { list: 'LIVE', scheme });
const lockedScheme = (scheme: Scheme) => lockScheme(study, scheme);
const allocateMany = (from: number, to: number) => allocatePlanned(study, from, to);
const verify = () => study.must('stat', 'randomization.verify', { list: 'LIVE' });
const balance = () => study.must('stat', 'randomization.balance', { list: 'LIVE' });

/** Shows the arm of one subject as the other one, behind the program's back. */
const flipArm = (subject: string): void =>
  study.db
    .prepare(
      `UPDATE slot SET veil = (veil | 1) - (veil & 1)
       WHERE (stratum, position) = (SELECT stratum, position FROM subject WHERE code = ?)`,
    )
    .run(subject);

describe('verifying live allocation', () => {
  it('names the first subject that does not follow', async () => {
    await lockedScheme(minimization);
    await allocateMany(1, 10);
    flipArm('P-7');
    const { concordant, checks } = await verify();
    expect(concordant).toBe(false);
    expect(checks.find(({ check }) => check.startsWith('every allocation'))?.detail).toContain(
      'subject P-7: arm should be',
    );
    expect(checks.find(({ check }) => check === 'second implementation')).toMatchObject({
      passed: false,
      detail: 'It gives subject P-7 another arm.',
    });
    flipArm('P-7');
    expect((await verify()).concordant).toBe(true);
  });

  it('finds subjects that were moved to other levels', async () => {
    await lockedScheme(dbr);
    await allocateMany(1, 6);
    study.db.exec(
      `UPDATE stratum SET key = replace(key, 'region=west', 'region=east') WHERE key LIKE '%S003%'`,
    );
    const { checks } = await verify();
    expect(checks[1]?.detail).toMatch(/subject P-\d: counts should be/);
  });

  it('finds parameters that were replaced', async () => {
    await define(dbr);
    study.db.exec(`UPDATE random_list SET digest = '${'0'.repeat(64)}'`);
    const { checks } = await verify();
    expect(checks[0]).toMatchObject({ check: 'digest of the parameters', passed: false });
  });
});

describe('the balance', () => {
  it('counts as the subjects table does, and goes on counting', async () => {
    await lockedScheme(minimization);
    for (const [from, to] of [
      [1, 5],
      [6, 9],
    ] as const) {
      await allocateMany(from, to);
      const { rows } = await study.must('pharma', 'subjects.page', {});
      const { levels, arms, subjects } = await balance();
      const of = (name: string) => rows.filter(({ arm }) => arm === name).length;
      expect(levels[0]).toMatchObject({
        factor: 'Trial',
        counts: [of('Arm active'), of('Arm placebo')],
      });
      expect(arms.map(({ name }) => name)).toEqual(['Arm active', 'Arm placebo']);
      expect(subjects).toBe(to);
    }
  });

  it('is closed to everybody without the key, whose replies hold no arm', async () => {
    await lockedScheme(minimization);
    await allocateMany(1, 4);
    for (const user of ['site', 'qa', 'admin', 'depot'] as const) {
      const reply = await study.ask(user, 'randomization.balance', { list: 'LIVE' });
      expect(reply.kind).toBe('forbidden');
    }
    const readable = async (user: 'qa' | 'stat') =>
      JSON.stringify([
        await study.must(user, 'subjects.page', {}),
        await study.must(user, 'subjects.get', { subject: 'P-1' }),
        await study.must(user, 'randomization.lists', {}),
        await study.must(user, 'randomization.strata', { list: 'LIVE' }),
        await study.must(user, 'trail.page', { limit: 500 }),
      ]);
    expect(await readable('qa')).not.toMatch(/Arm (active|placebo)|kit-(active|placebo)|0\.8125/);
    expect(await readable('stat')).toMatch(/Arm (active|placebo)/);
  });

  it('counts the subjects of a list of slots too', async () => {
    await stockSites(study, ['S001'], 10);
    await study.must('stat', 'randomization.generate', {
      list: 'SLOTS',
      parameters: { block: 2 },
      stratifyBy: ['sex'],
      slotsPerStratum: 20,
    });
    await lockList(study, 'SLOTS');
    for (let i = 1; i <= 4; i += 1) {
      const input = subjectAt(`Q-${i}`, 'S001', { sex: 'male', age: '40' });
      await study.must('pharma', 'subjects.allocate', input);
    }
    const { levels } = await study.must('pharma', 'randomization.balance', { list: 'SLOTS' });
    expect(levels.map(({ factor, level, counts }) => [factor, level, counts])).toEqual([
      ['Trial', 'All subjects', [2, 2]],
      ['Sex', 'Male', [2, 2]],
    ]);
  });
});

describe('looking at live allocations', () => {
  const look = (change: object = {}) =>
    study.must('stat', 'randomization.reveal', { list: 'LIVE', reason: 'comparison', ...change });

  it('shows them in the order of the draws, by pages and by stratum', async () => {
    await lockedScheme(minimization);
    await openList(study, 'stat', 'LIVE');
    expect(await look()).toEqual({ total: 0, slots: [] });
    await allocateMany(1, 7);
    await openList(study, 'stat', 'LIVE');
    const whole = await look();
    expect(whole.slots.map(({ subject, position }) => [subject, position])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((i) => [`P-${i}`, i]),
    );
    const { rows } = await study.must('stat', 'subjects.page', { descending: false });
    expect(whole.slots.map(({ arm }) => `Arm ${arm}`)).toEqual(rows.map(({ arm }) => arm));
    expect((await look({ offset: 2, limit: 3 })).slots).toEqual(whole.slots.slice(2, 5));
    const stratum = whole.slots[0]?.stratum as string;
    expect((await look({ stratum })).slots).toEqual(
      whole.slots.filter((slot) => slot.stratum === stratum),
    );
    const input = { list: 'LIVE', reason: 'comparison', stratum: 'site=S009' };
    expect((await study.refused('stat', 'randomization.reveal', input)).rule).toBe(
      'stratum-unknown',
    );
  });
});

describe('the certificate', () => {
  const printed = async (list: string): Promise<string> => {
    const printer = recordingPrinter();
    study.close();
    study = openStudy({ ports: { printer } });
    await stockSites(study, ['S001', 'S003'], 10);
    await study.must('stat', 'randomization.generate', {
      list: 'RESERVE',
      purpose: 'reserve',
      parameters: { block: 2 },
      stratifyBy: [],
      slotsPerStratum: 6,
    });
    await study.must('stat', 'randomization.generate', {
      list: 'SLOTS',
      parameters: { block: 2 },
      stratifyBy: ['sex'],
      slotsPerStratum: 6,
      fallback: 'RESERVE',
    });
    await define(minimization);
    await lockList(study, 'LIVE');
    await allocateMany(1, 3);
    await study.must('qa', 'randomization.certificate', { list });
    return JSON.stringify(printer.printed);
  };

  it('says of live allocation what is balanced, and no parameter', async () => {
    const text = await printed('LIVE');
    expect(text).toContain('drawn at each allocation; 3 so far');
    expect(text).toContain('site, sex, age');
    expect(text).not.toMatch(/Merkle|0\.8125|range|active/);
  });

  it('says what happens when a stratum runs out', async () => {
    expect(await printed('SLOTS')).toContain('use list RESERVE');
    expect(await printed('RESERVE')).toContain('reserve for strata that run out');
  });
});
