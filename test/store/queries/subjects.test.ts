import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrintDocument } from '../../../shared/app/ports.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { recordingPrinter } from '../../fakes/recording-printer.ts';

let study: OpenStudy;
const printer = recordingPrinter();
beforeAll(async () => {
  study = await runningStudy(printer);
});
afterAll(() => study.close());

const wordsOf = (document: PrintDocument): string => JSON.stringify(document);

describe('a page of subjects', () => {
  it('sorts, filters and counts', async () => {
    const newest = await study.must('pharma', 'subjects.page', {});
    expect(newest.rows.map(({ subject }) => subject)).toEqual(['3001', '1002', '1001']);
    const oldest = await study.must('pharma', 'subjects.page', {
      site: 'S001',
      sort: 'subject',
      descending: false,
      limit: 1,
    });
    expect([oldest.total, oldest.rows.map(({ subject }) => subject)]).toEqual([2, ['1001']]);
    const found = await study.must('pharma', 'subjects.page', { search: '30' });
    expect(found.rows.map(({ subject, site }) => [subject, site])).toEqual([['3001', 'S003']]);
    expect((await study.must('pharma', 'subjects.page', { status: 'withdrawn' })).total).toBe(0);
  });

  it('shows the arm whose kits were dispensed to holders of the key only', async () => {
    const { rows } = await study.must('pharma', 'subjects.page', {});
    for (const { subject, arm } of rows) {
      const { dispensed } = await study.must('pharma', 'subjects.get', { subject });
      expect(dispensed[0]?.kits.map(({ kitType }) => kitType)).toEqual([
        arm?.replace('Arm ', 'kit-'),
      ]);
    }
    const blinded = await study.must('qa', 'subjects.page', {});
    expect(blinded.rows.map(({ arm }) => arm)).toEqual([null, null, null]);
    expect(blinded.rows.map(({ kits }) => kits)).toEqual(rows.map(({ kits }) => kits));
  });

  it('shows a site user the own subjects only', async () => {
    const own = await study.must('site', 'subjects.page', {});
    expect(own.rows.map(({ site }) => site)).toEqual(['S001', 'S001']);
    expect((await study.refused('site', 'subjects.get', { subject: '3001' })).rule).toBe(
      'unknown-subject',
    );
    expect((await study.refused('site', 'subjects.slip', { subject: '3001' })).rule).toBe(
      'unknown-subject',
    );
  });
});

describe('one subject', () => {
  it('tells factors in words, kits by visit, why they were chosen, and the next visit', async () => {
    study.clock.set('2026-03-29T23:30:00.000Z');
    const detail = await study.must('pharma', 'subjects.get', { subject: '1002' });
    expect(detail.factors).toContainEqual({ factor: 'Sex', value: 'Female' });
    expect(detail.subject.stratum).toBe('Sex: Female');
    expect(detail.because.filter(({ outcome }) => outcome === 'chosen')).toHaveLength(1);
    // Randomized on 3 March; week 4 is day 28 ± 3.
    const visit = { visit: 'V2', name: 'Week 4', from: '2026-03-28', until: '2026-04-03' };
    expect(detail.nextVisits).toEqual([{ ...visit, overdue: false }]);
    study.clock.set('2026-04-03T22:00:00.000Z');
    const late = await study.must('site', 'subjects.get', { subject: '1002' });
    expect(late.nextVisits).toEqual([{ ...visit, overdue: true }]);
    expect(late.because).toEqual([]);
    expect(late.dispensed.flatMap(({ kits }) => kits.map(({ kitType }) => kitType))).toEqual([
      null,
    ]);
  });

  it('prints a slip with every kit number, local time with offset, and no arm', async () => {
    const [kit] = (await study.must('qa', 'subjects.get', { subject: '1001' })).subject.kits;
    const file = await study.must('pharma', 'subjects.slip', { subject: '1001' });
    expect(file.name).toBe('TST-1 slip 1001 V1 2026-04-03.pdf');
    expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    const words = wordsOf(printer.printed.at(-1) as PrintDocument);
    expect(words).toContain(`${kit?.slice(0, 4)} ${kit?.slice(4)}`);
    expect(words).toContain('2026-03-02 10:00:00 +01:00');
    expect(words).toContain('"watermark":"UAT"');
    expect(words).not.toMatch(/active|placebo|Arm /);
    const again = await study.must('qa', 'subjects.slip', { subject: '1001', visit: 'V1' });
    expect(again).toEqual(file);
    const refused = await study.refused('pharma', 'subjects.slip', {
      subject: '1001',
      visit: 'V2',
    });
    expect(refused.next).toBe('Visits with kits: V1.');
  });
});

describe('the certificate of a list', () => {
  it('carries digests, strata and both signatures, and no arm', async () => {
    const [list] = (await study.must('qa', 'randomization.lists', {})).lists;
    expect(list).toMatchObject({ list: 'MAIN', status: 'locked', strata: 2, slots: 48, used: 3 });
    const { strata } = await study.must('qa', 'randomization.strata', { list: 'MAIN' });
    expect(strata.map(({ words, remaining }) => [words, remaining])).toEqual([
      ['Sex: Female', 21],
      ['Sex: Male', 24],
    ]);
    await study.must('qa', 'randomization.certificate', { list: 'MAIN' });
    const words = wordsOf(printer.printed.at(-1) as PrintDocument);
    for (const part of [list?.digest, list?.merkleRoot, 'StanStatistician', 'PhilPharmacist']) {
      expect(words.replaceAll(' ', '')).toContain(part);
    }
    expect(words).not.toMatch(/active|placebo|Arm /);
    expect((await study.refused('qa', 'randomization.certificate', { list: 'OTHER' })).rule).toBe(
      'list-unknown',
    );
  });
});
