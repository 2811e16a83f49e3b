// Requirements: RND-11
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { eligible, runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeAll(async () => {
  study = await runningStudy();
});
afterAll(() => study.close());

const reason = 'Haemoglobin below the limit';
const page = (input: Parameters<typeof study.must<'subjects.page'>>[2] = {}) =>
  study.must('pharma', 'subjects.page', input);
const allocate = (subject: string, site: string) => ({
  subject,
  site,
  ...eligible('female', 50),
});

describe('screening', () => {
  it('opens the record of a subject, whose number is then taken', async () => {
    await study.must('site', 'subjects.screen', { subject: 'A-7', site: 'S001' });
    const again = await study.refused('pharma', 'subjects.screen', {
      subject: 'a-7',
      site: 'S003',
    });
    expect(again.rule).toBe('subject-number-taken');
    const randomized = { subject: '1001', site: 'S001' };
    expect((await study.refused('pharma', 'subjects.screen', randomized)).rule).toBe(
      'subject-number-taken',
    );
    const foreign = { subject: 'B-1', site: 'S003' };
    expect((await study.refused('site', 'subjects.screen', foreign)).rule).toBe('not-your-site');
  });

  it('is seen among the subjects, for people of the site', async () => {
    const { total, rows } = await page({ sort: 'subject', descending: false });
    expect(total).toBe(4);
    expect(rows.map(({ subject }) => subject)).toEqual(['1001', '1002', '3001', 'A-7']);
    expect(rows[3]).toMatchObject({ status: 'screened', arm: null, randomizationNumber: null });
    expect((await page({ status: 'screened' })).rows).toHaveLength(1);
    expect((await page({ search: 'A', site: 'S003' })).total).toBe(0);
    const one = await study.must('site', 'subjects.get', { subject: 'A-7' });
    expect(one.screening).toMatchObject({ failedBecause: null });
    const figures = (await study.must('qa', 'today.get', {})).study;
    expect(figures).toMatchObject({ randomized: 3, screened: 4 });
  });

  it('ends in randomization at the same site, or in failure', async () => {
    const elsewhere = await study.refused('pharma', 'subjects.allocate', allocate('A-7', 'S003'));
    expect(elsewhere.rule).toBe('subject-screened-elsewhere');
    await study.must('pharma', 'subjects.screen', { subject: 'A-8', site: 'S001' });
    await study.must('pharma', 'subjects.allocate', allocate('A-7', 'S001'));
    const { subject, screening } = await study.must('pharma', 'subjects.get', { subject: 'A-7' });
    expect([subject.status, screening === undefined]).toEqual(['randomized', false]);
    expect((await page({ status: 'screened' })).rows.map((row) => row.subject)).toEqual(['A-8']);
    const late = { subject: 'A-7', reason };
    expect((await study.refused('pharma', 'subjects.failScreening', late)).next).toContain(
      'Withdraw',
    );
    await study.must('site', 'subjects.failScreening', { subject: 'a-8', reason });
    const failed = await study.must('qa', 'subjects.get', { subject: 'A-8' });
    expect(failed.screening?.failedBecause).toBe(reason);
    expect((await page({ status: 'screen-failed' })).total).toBe(1);
    const refused = await study.refused('pharma', 'subjects.allocate', allocate('A-8', 'S001'));
    expect([refused.rule, refused.because]).toEqual(['subject-screen-failed', [reason]]);
    const unknown = await study.refused('site', 'subjects.failScreening', { subject: 'Z', reason });
    expect(unknown.rule).toBe('subject-not-in-screening');
  });

  it('follows from the ledger', () => {
    expect(replayed(study).ok).toBe(true);
  });
});
