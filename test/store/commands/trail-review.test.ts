// Requirements: TRU-14
import { beforeEach, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { criticalClass, criticalRule } from '../../../shared/domain/trail/critical-events.ts';
import { isReviewed, reviewedUntil } from '../../../shared/domain/trail/review.ts';
import { kindsInWords } from '../../../shared/app/queries/entry-words.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { openStudy, people, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';

const signature = signatureOf('qa');
let study: OpenStudy;
beforeEach(() => {
  const definition = `${smallStudyText()}\ntrailReview: { everyDays: 14 }\n`;
  study = openStudy({ definition, ports: { printer: machinePrinter } });
  return () => study.close();
});

const end = async (): Promise<number> => (await study.must('qa', 'trail.reviews', {})).entries;
const reviewAll = async (scope: 'all' | 'critical' = 'critical') => {
  const { reviewedUntil: until, entries } = await study.must('qa', 'trail.reviews', {});
  return study.must('qa', 'trail.review', { scope, first: until + 1, last: entries, signature });
};
/** Somebody closes a site and opens it again: two overrides. */
const override = async (): Promise<void> => {
  for (const status of ['closed', 'active'] as const) {
    await study.must('pharma', 'study.setSiteStatus', { site: 'S001', status, reason: 'a visit' });
  }
};

describe('critical events', () => {
  it('are told by kind and, where the kind alone does not tell, by the body', () => {
    const of = (kind: string, body: Readonly<Record<string, unknown>>) =>
      criticalClass({ kind, body });
    expect(of('kits-changed', { action: 'release' })).toBe('quarantine-release');
    expect(of('kits-changed', { action: 'receive' })).toBeNull();
    expect(of('study-defined', { version: 1 })).toBeNull();
    expect(of('study-defined', { version: 2 })).toBe('changed-after-signature');
    expect(of('resupply-run', {})).toBeNull();
    expect(of('resupply-run', { adjusted: 2 })).toBe('override');
    expect(of('constructor', {})).toBeNull();
  });

  it('count every kind that breaks a code or opens what is kept under custody', () => {
    const kinds = kindsInWords.map(({ kind }) => kind);
    const breaking = kinds.filter((kind) => /^(code-br|custody)/.test(kind));
    expect(breaking.length).toBeGreaterThan(5);
    expect(breaking.map((kind) => criticalRule(kind)?.critical ?? kind).toSorted()).toEqual(
      breaking.map((kind) => (kind.startsWith('code-br') ? 'code-break' : 'unblinding')).toSorted(),
    );
  });

  it('are what the filter of the trail leaves, by class and all together', async () => {
    await override();
    const of = (critical: 'override' | 'any') => study.must('qa', 'trail.page', { critical });
    const { rows } = await of('override');
    expect(rows.map(({ kind }) => kind)).toEqual(['site-status-set', 'site-status-set']);
    expect((await of('any')).rows.every(({ critical }) => critical !== null)).toBe(true);
    const all = await study.must('qa', 'trail.page', { limit: 500 });
    const critical = all.rows.filter((row) => row.critical !== null);
    expect((await of('any')).total).toBe(critical.length);
  });
});

describe('how far the trail was reviewed', () => {
  const range = (first: number, last: number, scope: 'all' | 'critical' = 'critical') => ({
    scope,
    first,
    last,
    entries: [],
  });
  it('is the end of ranges that join from the first entry on', () => {
    expect(reviewedUntil([])).toBe(0);
    expect(reviewedUntil([range(5, 9)])).toBe(0);
    expect(reviewedUntil([range(5, 9), range(1, 4, 'all'), range(3, 6), range(11, 20)])).toBe(9);
    const selection = { scope: 'selection', first: 1, last: 50, entries: [50] } as const;
    expect(reviewedUntil([selection])).toBe(0);
    expect([isReviewed([selection], 50, false), isReviewed([selection], 49, true)]).toEqual([
      true,
      false,
    ]);
    expect(isReviewed([range(1, 9)], 3, false)).toBe(false);
  });
});

describe('a review', () => {
  it('is signed, leaves questions, and moves the line', async () => {
    await override();
    const last = await end();
    const { review, reviewed } = await study.must('qa', 'trail.review', {
      scope: 'critical',
      first: 1,
      last,
      comment: 'Read on paper.',
      questions: [{ entry: last, text: 'Who approved the reopening?' }],
      signature,
    });
    expect(review).toBe('AR-00001');
    expect(reviewed).toBe(2 + Object.keys(people).length);
    const found = await study.must('qa', 'trail.reviews', {});
    expect(found).toMatchObject({ reviewedUntil: last, unreviewedCritical: 0 });
    expect(found.questions).toMatchObject([{ code: 'AQ-00001', about: last, status: 'open' }]);
    const { rows } = await study.must('qa', 'trail.page', { critical: 'override' });
    expect(rows.every((row) => row.reviewed)).toBe(true);
    await override();
    const later = await study.must('qa', 'trail.page', { critical: 'any', unreviewed: true });
    expect(later.rows.map((row) => row.reviewed)).toEqual([false, false]);
  });

  it('of selected entries marks these alone', async () => {
    await override();
    const last = await end();
    await study.must('qa', 'trail.review', {
      scope: 'selection',
      first: 1,
      last,
      entries: [last],
      signature,
    });
    const { rows } = await study.must('qa', 'trail.page', { critical: 'override' });
    expect(rows.map((row) => row.reviewed)).toEqual([true, false]);
    expect((await study.must('qa', 'trail.reviews', {})).reviewedUntil).toBe(0);
  });

  it('is refused for entries that do not exist, for nothing, and by whoever is not quality assurance', async () => {
    const last = await end();
    const of = async (input: object) =>
      (
        await study.refused('qa', 'trail.review', {
          scope: 'all',
          first: 1,
          last,
          signature,
          ...input,
        })
      ).rule;
    expect(await of({ last: last + 1 })).toBe('entry-unknown');
    expect(await of({ first: last, last: last - 1 })).toBe('range-empty');
    expect(await of({ scope: 'selection' })).toBe('selection-mismatch');
    expect(await of({ entries: [1] })).toBe('selection-mismatch');
    expect(await of({ signature: signatureOf('pharma') })).toBe('signer-role');
    const others = await study.ask('pharma', 'trail.review', {
      scope: 'all',
      first: 1,
      last,
      signature,
    });
    expect(others.kind).toBe('forbidden');
    expect((await study.ask('site', 'trail.reviews', {})).kind).toBe('forbidden');
  });

  it('says how many critical entries its reviewer made', async () => {
    await study.must('qa', 'trail.review', { scope: 'all', first: 1, last: 1, signature });
    study.recordNow(
      [{ event: { kind: 'user-deactivated', body: { user: 'x', ringHash: '' } } }],
      'qa',
    );
    await reviewAll();
    const { reviews } = await study.must('qa', 'trail.reviews', {});
    expect(reviews.map(({ own }) => own)).toEqual([1, 0]);
  });
});

describe('a question of a review', () => {
  it('is closed once, with its answer', async () => {
    const questions = [{ entry: null, text: 'Why so late?' }];
    await study.must('qa', 'trail.review', {
      scope: 'all',
      first: 1,
      last: 1,
      questions,
      signature,
    });
    const close = { question: 'AQ-00001', answer: 'The courier was late.', signature };
    await study.must('qa', 'trail.closeQuestion', close);
    expect((await study.must('qa', 'trail.reviews', {})).questions).toMatchObject([
      { status: 'closed', answer: 'The courier was late.', closedName: 'Quinn Quality' },
    ]);
    expect((await study.refused('qa', 'trail.closeQuestion', close)).rule).toBe(
      'question-not-open',
    );
    const unknown = { ...close, question: 'AQ-00009' };
    expect((await study.refused('qa', 'trail.closeQuestion', unknown)).rule).toBe(
      'question-not-open',
    );
  });
});

describe('a review that is due', () => {
  const tasks = async (user: 'qa' | 'pharma') =>
    (await study.must(user, 'today.get', {})).tasks.filter(({ target }) => target.id === 'review');

  it('is a task of quality assurance once the interval of the study is over, until the review', async () => {
    expect(await tasks('qa')).toEqual([]);
    study.clock.advanceDays(15);
    expect(await tasks('qa')).toHaveLength(1);
    expect(await tasks('pharma')).toEqual([]);
    await reviewAll();
    expect(await tasks('qa')).toEqual([]);
    expect((await study.must('qa', 'trail.reviews', {})).due).toMatchObject({
      everyDays: 14,
      isOverdue: false,
    });
  });

  it('is none where the study sets no interval', async () => {
    const other = openStudy();
    other.clock.advanceDays(400);
    expect((await other.must('qa', 'trail.reviews', {})).due).toBeNull();
    other.close();
  });
});

describe('what leaves and what stays', () => {
  it('is exported and made again from the ledger', async () => {
    await override();
    await reviewAll('all');
    await reviewAll();
    const pdf = await study.must('qa', 'trail.exportReviews', { format: 'pdf' });
    expect(Buffer.from(pdf.base64, 'base64').subarray(0, 4).toString()).toBe('%PDF');
    const csv = await study.must('qa', 'trail.exportReviews', { format: 'csv' });
    expect(Buffer.from(csv.base64, 'base64').toString().trim().split('\r\n')).toHaveLength(3);
    expect(replayed(study)).toMatchObject({ ok: true, firstBadEntry: null });
  });
});
