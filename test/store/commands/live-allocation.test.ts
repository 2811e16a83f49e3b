// Requirements: RND-09
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { replayAllocation } from '../../../shared/engine/randomization/live-allocation.ts';
import { decodeDraw } from '../../../shared/app/live-scheme/live-record.ts';
import { liveSchemeOf, schemeSecretOf } from '../../../shared/app/live-scheme/scheme-secret.ts';
import { openSecret } from '../../../shared/app/open-secret.ts';
import { lockList, subjectAt } from '../../builders/list-life.ts';
import {
  allocatePlanned,
  dbr,
  lockScheme,
  minimization,
  planned,
} from '../../builders/live-study.ts';
import type { Scheme } from '../../builders/live-study.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';
import { seededRandom } from '../../fakes/random.ts';

let study: OpenStudy;
beforeEach(() => {
  study = openStudy({ ports: { random: seededRandom('live allocation') } });
});
afterEach(() => study.close());

const define = (scheme: Scheme) =>
  study.must('stat', 'randomization.defineScheme', { list: 'LIVE', scheme });

const lockedScheme = (scheme: Scheme) => lockScheme(study, scheme);
const allocateMany = (from: number, to: number) => allocatePlanned(study, from, to);
const allocate = (i: number) => allocateMany(i, i);
const verify = () => study.must('stat', 'randomization.verify', { list: 'LIVE' });
const balance = () => study.must('stat', 'randomization.balance', { list: 'LIVE' });

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
    const rule = async (input: ReturnType<typeof planned>) =>
      (await study.refused('pharma', 'subjects.allocate', input)).rule;
    expect(await rule(subjectAt('P-9', 'S001', { sex: 'female' }))).toMatch(/factor|strata/);
    expect(await rule(subjectAt('P-9', 'S001', { sex: 'x', age: '40' }))).toMatch(/factor/);
    expect(await rule(subjectAt('P-9', 'S003', { sex: 'male', age: '40' }))).toBe(
      'site-not-active',
    );
    expect(await rule(planned(1))).toBe('subject-already-randomized');
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
