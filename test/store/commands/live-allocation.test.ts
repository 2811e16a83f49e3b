import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/canonical-json.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { replayAllocation } from '../../../shared/engine/randomization/live-allocation.ts';
import { decodeDraw } from '../../../shared/app/live-scheme/live-record.ts';
import { liveSchemeOf, schemeSecretOf } from '../../../shared/app/live-scheme/scheme-secret.ts';
import { openSecret } from '../../../shared/app/open-secret.ts';
import { lockList, stockSites, subjectAt } from '../../builders/list-life.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';
import { seededRandom } from '../../fakes/random.ts';
import { recordingPrinter } from '../../fakes/recording-printer.ts';

type Scheme = InputOf<'randomization.defineScheme'>['scheme'];

const dbr: Scheme = {
  procedure: 'dbr',
  levels: [
    { level: 'site', limit: 2 },
    { level: 'region', limit: 3 },
    { level: 'trial', limit: 4 },
  ],
};
const minimization: Scheme = {
  procedure: 'minimization',
  factors: [
    { factor: 'site', weight: 1 },
    { factor: 'sex', weight: 2 },
    { factor: 'age', weight: 1 },
  ],
  measure: 'range',
  p: 0.8125,
};

let study: OpenStudy;
beforeEach(() => {
  study = openStudy({ ports: { random: seededRandom('live allocation') } });
});
afterEach(() => study.close());

const define = (scheme: Scheme) =>
  study.must('stat', 'randomization.defineScheme', { list: 'LIVE', scheme });

async function lockedScheme(scheme: Scheme): Promise<void> {
  await stockSites(study, ['S001', 'S003'], 30);
  await define(scheme);
  await lockList(study, 'LIVE');
}

const plan = (i: number) =>
  subjectAt(`P-${i}`, i % 3 === 0 ? 'S003' : 'S001', {
    sex: i % 2 === 0 ? 'female' : 'male',
    age: String(50 + ((i * 7) % 30)),
  });

const allocate = (i: number) => study.must('pharma', 'subjects.allocate', plan(i));

async function allocateMany(from: number, to: number): Promise<void> {
  for (let i = from; i <= to; i += 1) await allocate(i);
}

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

describe('defining live allocation', () => {
  it('lives like a list: verified, signed by two, locked', async () => {
    const { list, warnings } = await define(dbr);
    expect(list).toMatchObject({ status: 'generated', live: true, slots: 0, procedure: 'dbr' });
    expect(warnings).toEqual([]);
    const input = { list: 'LIVE', signature: signatureOf('stat') };
    expect((await study.refused('stat', 'randomization.sign', input)).rule).toBe(
      'list-not-verified',
    );
    await lockList(study, 'LIVE');
    const { lists } = await study.must('qa', 'randomization.lists', {});
    expect(lists[0]).toMatchObject({ list: 'LIVE', status: 'locked', live: true });
    expect(lists[0]?.signatures).toHaveLength(2);
  });

  it('keeps limits, weights and probability out of everything in clear', async () => {
    await define(minimization);
    const { content } = study.db
      .prepare(`SELECT content FROM ledger WHERE kind = 'scheme-defined'`)
      .get() as { content: string };
    expect(content).not.toMatch(/0\.8125|range|active|placebo|weight/);
    expect(content).toContain('minimization');
  });

  it('warns when the best arm is certain', async () => {
    const { warnings } = await define({ ...minimization, p: 1 });
    expect(warnings.join(' ')).toContain('p = 1');
  });

  it('refuses what cannot be, and records nothing', async () => {
    await define(dbr);
    const before = tableDigests(study.db);
    const rule = async (scheme: Scheme, list = 'OTHER') =>
      (await study.refused('stat', 'randomization.defineScheme', { list, scheme })).rule;
    expect(await rule(dbr, 'LIVE')).toBe('list-exists');
    expect(await rule({ ...minimization, p: 0.5 })).toBe('parameter-out-of-range');
    const trial = [{ factor: 'trial', weight: 1 }];
    expect(await rule({ ...minimization, factors: trial })).toBe('stratification');
    const twice = [
      { level: 'site', limit: 2 },
      { level: 'site', limit: 3 },
    ];
    expect(await rule({ procedure: 'dbr', levels: twice })).toBe('stratification');
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('refuses dynamic balancing of three arms', async () => {
    study.close();
    const arms = ['a', 'b', 'c'].map((id) => [id, 1] as const);
    study = openStudy({ definition: smallStudyText({ arms }) });
    const refused = await study.refused('stat', 'randomization.defineScheme', {
      list: 'LIVE',
      scheme: dbr,
    });
    expect(refused.rule).toBe('arms-not-served');
  });

  it('is closed to blinded people', async () => {
    for (const user of ['site', 'qa', 'admin', 'depot'] as const) {
      const input = { list: 'LIVE', scheme: dbr };
      expect((await study.ask(user, 'randomization.defineScheme', input)).kind).toBe('forbidden');
    }
  });
});

describe('allocating live', () => {
  it('never passes a limit of dynamic balancing, and verifies', async () => {
    await lockedScheme(dbr);
    await allocateMany(1, 24);
    const { levels, subjects } = await balance();
    expect(subjects).toBe(24);
    // Only the innermost limit holds for certain: an outer level waits while an inner one binds.
    const sites = levels.filter(({ factor }) => factor === 'Site');
    expect(sites).toHaveLength(2);
    for (const { imbalance } of sites) expect(imbalance).toBeLessThanOrEqual(2);
    const { concordant, checks } = await verify();
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(concordant).toBe(true);
    expect(checks).toHaveLength(5);
  });

  it('seals counts, probabilities and draw, from which anybody gets the same arm', async () => {
    await lockedScheme(minimization);
    await allocateMany(1, 15);
    const { entry } = study.db.prepare('SELECT entry FROM random_list').get() as { entry: number };
    const { specification } = schemeSecretOf(study.db, study.sealer, entry);
    const scheme = liveSchemeOf(specification);
    if (!scheme.ok) throw new Error(scheme.error.message);
    const { rows } = await study.must('pharma', 'subjects.page', { descending: false });
    const entries = study.db.prepare('SELECT entry FROM subject ORDER BY id').all<{
      entry: number;
    }>();
    const arms = entries.map((row) => {
      const { live: encoded, arm } = openSecret(study.db, study.sealer, row.entry) as {
        live: Json;
        arm: number;
      };
      const live = decodeDraw(encoded);
      expect(live.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      expect(replayAllocation(scheme.value, live)).toEqual({
        probabilities: live.probabilities,
        arm,
      });
      return ['Arm active', 'Arm placebo'][arm];
    });
    expect(rows.map(({ arm }) => arm)).toEqual(arms);
    expect(new Set(arms).size).toBe(2);
  });

  it('takes the arm with the least imbalance when p = 1', async () => {
    await lockedScheme({ ...minimization, p: 1, factors: [{ factor: 'sex', weight: 1 }] });
    await allocateMany(1, 20);
    const { levels } = await balance();
    const sexes = levels.filter(({ factor }) => factor === 'Sex');
    expect(sexes.map(({ level, counts }) => [level, counts])).toEqual([
      ['Female', [5, 5]],
      ['Male', [5, 5]],
    ]);
  });

  it('refuses a missing factor, a closed site and a known subject, and records nothing', async () => {
    await lockedScheme(minimization);
    await allocate(1);
    await study.must('admin', 'study.setSiteStatus', {
      site: 'S003',
      status: 'closed',
      reason: 'no subjects',
    });
    const before = tableDigests(study.db);
    const rule = async (input: ReturnType<typeof plan>) =>
      (await study.refused('pharma', 'subjects.allocate', input)).rule;
    expect(await rule(subjectAt('P-9', 'S001', { sex: 'female' }))).toMatch(/factor|strata/);
    expect(await rule(subjectAt('P-9', 'S001', { sex: 'x', age: '40' }))).toMatch(/factor/);
    expect(await rule(subjectAt('P-9', 'S003', { sex: 'male', age: '40' }))).toBe(
      'site-not-active',
    );
    expect(await rule(plan(1))).toBe('subject-already-randomized');
    expect(tableDigests(study.db)).toEqual(before);
    await allocate(2);
    expect((await verify()).concordant).toBe(true);
  });

  it('refuses before the draw when an arm that may be drawn has no kit: stock never chooses', async () => {
    await lockedScheme(minimization);
    const { rows } = await study.must('pharma', 'kits.page', { limit: 500, place: 'S001' });
    const numbers = rows
      .filter(({ kitType }) => kitType === 'kit-active')
      .map(({ number }) => number);
    expect(numbers).toHaveLength(30);
    const act = { numbers, action: 'quarantine' as const, reason: 'left in the sun' };
    await study.must('pharma', 'kits.act', act);
    const before = tableDigests(study.db);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const input = subjectAt('P-1', 'S001', { sex: 'male', age: '40' });
      await study.refused('pharma', 'subjects.allocate', input);
    }
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('gives later kits by the arm that was drawn', async () => {
    await lockedScheme(minimization);
    await allocate(1);
    const { arm } = await study.must('pharma', 'subjects.dispense', {
      subject: 'P-1',
      visit: 'V2',
    });
    const { subject, dispensed } = await study.must('pharma', 'subjects.get', { subject: 'P-1' });
    expect(subject.arm).toBe(arm);
    const types = dispensed.flatMap(({ kits }) => kits.map(({ kitType }) => kitType));
    expect(types).toEqual(Array.from({ length: 2 }, () => arm?.replace('Arm ', 'kit-')));
    expect(subject.stratum).toBe('Site S001, Sex: Male, Age: Under 65');
  });

  it('explains a draw to a holder of the key, and to nobody else', async () => {
    await lockedScheme(minimization);
    await allocateMany(1, 3);
    const { subject, draw } = await study.must('stat', 'subjects.get', { subject: 'P-3' });
    if (draw === undefined) throw new Error('no draw');
    expect(draw.levels.map(({ factor, level }) => `${factor}: ${level}`)).toEqual([
      'Site: Site S003',
      'Sex: Male',
      'Age: 65 or older',
    ]);
    expect(draw.levels[0]?.counts).toEqual([0, 0]);
    expect(draw.levels[1]?.counts.reduce((a, b) => a + b)).toBe(1);
    const [first, second] = draw.arms;
    expect(draw.uniform < (first?.probability as number) ? first?.name : second?.name).toBe(
      subject.arm,
    );
    const blinded = await study.must('qa', 'subjects.get', { subject: 'P-3' });
    expect(blinded).not.toHaveProperty('draw');
  });
});

describe('the veil of live arms', () => {
  const nonces = () =>
    study.db
      .prepare(
        `SELECT slot.nonce FROM subject JOIN slot ON slot.subject = subject.id ORDER BY subject.id`,
      )
      .all<{ nonce: string }>()
      .map(({ nonce }) => nonce);

  it('goes on under one nonce, and takes a new one after a restore', async () => {
    await lockedScheme(minimization);
    await allocateMany(1, 3);
    const [before] = nonces();
    expect(nonces()).toEqual([before, before, before]);
    (study.store.device as { epoch: number }).epoch = 2;
    const body = { entries: 10, missing: 0, epoch: 2 };
    study.recordNow([{ event: { kind: 'store-restored', body } }]);
    await allocateMany(4, 5);
    const [, , , after] = nonces();
    expect(after).not.toBe(before);
    expect(nonces()).toEqual([before, before, before, after, after]);
    expect((await verify()).concordant).toBe(true);
  });
});

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
    expect(await look()).toEqual({ total: 0, slots: [] });
    await allocateMany(1, 7);
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
