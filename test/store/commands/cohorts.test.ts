import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockList, stockSites, subjectAt } from '../../builders/list-life.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = openStudy();
  await stockSites(study, ['S001'], 20);
});
afterEach(() => study.close());

const generate = (list: string, change: object = {}) =>
  study.must('stat', 'randomization.generate', {
    list,
    parameters: { block: 2 },
    stratifyBy: [],
    slotsPerStratum: 4,
    ...change,
  });

async function lockedCohorts(): Promise<void> {
  for (const cohort of ['LOW', 'HIGH']) {
    await generate(`LIST-${cohort}`, { cohort });
    await lockList(study, `LIST-${cohort}`);
  }
}

const decision = (cohort: string) => ({
  cohort,
  reason: 'decided by the safety board',
  signature: signatureOf('stat'),
});
const open = (cohort: string) => study.must('stat', 'cohorts.open', decision(cohort));
const close = (cohort: string) => study.must('stat', 'cohorts.close', decision(cohort));

const subject = (code: string, change: object = {}) => ({
  ...subjectAt(code, 'S001', { sex: 'female', age: '40' }),
  ...change,
});
const allocate = (code: string, change: object = {}) =>
  study.must('pharma', 'subjects.allocate', subject(code, change));
const refusedRule = async (change: object = {}) =>
  (await study.refused('pharma', 'subjects.allocate', subject('P-9', change))).rule;

const used = async () => {
  const { lists } = await study.must('qa', 'randomization.lists', {});
  return Object.fromEntries(lists.map((list) => [list.list, list.used]));
};

describe('cohorts', () => {
  it('take subjects by their own list once a signed decision opened them', async () => {
    await lockedCohorts();
    expect(await refusedRule()).toBe('cohort-not-open');
    const card = await open('LOW');
    expect(card).toMatchObject({ cohort: 'LOW', status: 'open' });
    await allocate('P-1');
    await allocate('P-2');
    expect(await used()).toEqual({ 'LIST-LOW': 2, 'LIST-HIGH': 0 });
    await close('LOW');
    expect(await refusedRule()).toBe('cohort-not-open');
    await open('HIGH');
    await allocate('P-3');
    expect(await used()).toEqual({ 'LIST-LOW': 2, 'LIST-HIGH': 1 });
    const { cohorts } = await study.must('qa', 'cohorts.list', {});
    expect(cohorts.map(({ cohort, status }) => [cohort, status])).toEqual([
      ['LOW', 'closed'],
      ['HIGH', 'open'],
    ]);
    expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('leave a list for every subject in use until the first is opened', async () => {
    await generate('ALL');
    await lockList(study, 'ALL');
    await lockedCohorts();
    await allocate('P-1');
    expect((await used())['ALL']).toBe(1);
    await open('LOW');
    await allocate('P-2');
    await close('LOW');
    expect(await used()).toEqual({ ALL: 1, 'LIST-LOW': 1, 'LIST-HIGH': 0 });
    expect(await refusedRule()).toBe('cohort-not-open');
  });

  it('must be named where several are open', async () => {
    await lockedCohorts();
    await open('LOW');
    await open('HIGH');
    expect(await refusedRule()).toBe('cohort-unnamed');
    expect(await refusedRule({ cohort: 'MIDDLE' })).toBe('cohort-unknown');
    await allocate('P-1', { cohort: 'HIGH' });
    expect(await used()).toEqual({ 'LIST-LOW': 0, 'LIST-HIGH': 1 });
    await close('HIGH');
    expect(await refusedRule({ cohort: 'HIGH' })).toBe('cohort-not-open');
  });

  it('are opened only with a locked list, by a signature over its digest', async () => {
    const { digest } = await generate('LIST-LOW', { cohort: 'LOW' });
    const before = tableDigests(study.db);
    const rule = async (name: 'cohorts.open' | 'cohorts.close', cohort = 'LOW') =>
      (await study.refused('stat', name, decision(cohort))).rule;
    expect(await rule('cohorts.open')).toBe('cohort-without-list');
    expect(await rule('cohorts.open', 'HIGH')).toBe('cohort-unknown');
    expect(await rule('cohorts.close')).toBe('cohort-status');
    expect(tableDigests(study.db)).toEqual(before);
    await lockList(study, 'LIST-LOW');
    await open('LOW');
    expect(await rule('cohorts.open')).toBe('cohort-status');
    const entry = study.db
      .prepare(
        `SELECT content ->> '$.signature.digest' AS digest, content ->> '$.reason' AS reason
         FROM ledger WHERE kind = 'cohort-opened'`,
      )
      .all();
    expect(entry).toEqual([{ digest, reason: 'decided by the safety board' }]);
    for (const user of ['site', 'qa', 'admin'] as const) {
      expect((await study.ask(user, 'cohorts.open', decision('LOW'))).kind).toBe('forbidden');
    }
  });

  it('may be allocated live, and fall back only to a reserve of their own', async () => {
    await study.must('stat', 'randomization.defineScheme', {
      list: 'LIVE-LOW',
      scheme: { procedure: 'dbr', levels: [{ level: 'trial', limit: 2 }] },
      cohort: 'LOW',
    });
    await lockList(study, 'LIVE-LOW');
    await open('LOW');
    await allocate('P-1');
    expect(await used()).toEqual({ 'LIVE-LOW': 1 });
    await generate('RESERVE', { purpose: 'reserve' });
    const refused = await study.refused('stat', 'randomization.generate', {
      list: 'LIST-HIGH',
      parameters: { block: 2 },
      stratifyBy: ['sex'],
      slotsPerStratum: 4,
      cohort: 'HIGH',
      fallback: 'RESERVE',
    });
    expect(refused.message).toContain('serves every subject');
    const card = await generate('RESERVE-HIGH', { purpose: 'reserve', cohort: 'HIGH' });
    expect(card).toMatchObject({ cohort: 'HIGH', reserve: true });
    const { lists } = await study.must('qa', 'randomization.lists', {});
    expect(lists[0]).toEqual(card);
  });
});
