// Requirements: TRU-08
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClockBack } from '../../builders/clock-set-back.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeAll(async () => {
  study = await runningStudy();
});
afterAll(() => study.close());

const bytesOf = (file: { readonly base64: string }): Buffer => Buffer.from(file.base64, 'base64');
const sequences = (rows: readonly { readonly entry: number }[]) => rows.map(({ entry }) => entry);

describe('a page of the trail', () => {
  it('starts with the newest entry and reaches the first', async () => {
    const first = await study.must('qa', 'trail.page', { limit: 5 });
    expect(sequences(first.rows)).toEqual([0, 1, 2, 3, 4].map((i) => first.total - i));
    const last = await study.must('qa', 'trail.page', { limit: 5, offset: first.total - 2 });
    expect(sequences(last.rows)).toEqual([2, 1]);
    expect(last.rows.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^Enrolled device/),
      'Made the study file',
    ]);
  });

  it('filters by kind, person and time, alone and together', async () => {
    const all = (await study.must('qa', 'trail.page', { limit: 500 })).rows;
    const [from, until] = ['2026-03-03T00:00:00Z', '2026-03-03T09:00:00Z'];
    for (const filter of [
      { kind: 'shipment-dispatched' },
      { user: 'stat' },
      { from },
      { from, until },
      { kind: 'list-signed', user: 'pharma' },
      { kind: 'subject-randomized', from },
      { kind: 'subject-randomized', user: 'pharma', from, until },
      { kind: 'no-such-kind' },
    ]) {
      const wanted = all.filter(
        (row) =>
          (filter.kind === undefined || row.kind === filter.kind) &&
          (!('user' in filter) || row.user === filter.user) &&
          (!('from' in filter) || row.at >= '2026-03-03T00:00:00.000Z') &&
          (!('until' in filter) || row.at <= '2026-03-03T09:00:00.999Z'),
      );
      const found = await study.must('qa', 'trail.page', { ...filter, limit: 500 });
      expect([filter, sequences(found.rows)]).toEqual([filter, sequences(wanted)]);
      expect(found.total).toBe(wanted.length);
    }
  });

  it('finds every entry about a kit, a subject or a list by its id, and by the start of an id', async () => {
    const kit = (await study.must('qa', 'subjects.get', { subject: '1001' })).subject.kits[0] ?? '';
    const found = await study.must('qa', 'trail.page', { search: ` ${kit.toLowerCase()}` });
    expect(found.rows.map(({ kind }) => kind)).toEqual([
      'subject-randomized',
      'shipment-received',
      'shipment-dispatched',
      'shipment-picked',
      'kits-added',
    ]);
    const subject = await study.must('qa', 'trail.page', { search: '1001' });
    expect(subject.rows.map(({ what }) => what)).toEqual(['Randomized subject 1001 at S001']);
    const byStart = await study.must('qa', 'trail.page', {
      search: '100',
      kind: 'subject-randomized',
    });
    expect(byStart.total).toBe(2);
    expect((await study.must('qa', 'trail.page', { search: 'zz' })).total).toBe(0);
  });

  it('takes a text that is no id for what happened, or for who did it', async () => {
    const all = (await study.must('qa', 'trail.page', { limit: 500 })).rows;
    const of = async (input: object) =>
      sequences((await study.must('qa', 'trail.page', { ...input, limit: 500 })).rows);
    const lists = all.filter(({ kind }) => kind.startsWith('list-'));
    expect(await of({ search: 'LIST' })).toEqual(sequences(lists));
    expect(await of({ search: 'list', kind: 'list-signed', user: 'stat' })).toHaveLength(1);
    expect(await of({ search: 'list', kind: 'kits-sent' })).toEqual([]);
    const byStan = all.filter(({ user }) => user === 'stat');
    expect(await of({ search: 'Statistician' })).toEqual(sequences(byStan));
    expect(await of({ search: 'Statistician', user: 'pharma' })).toEqual([]);
    const { total } = await study.must('qa', 'trail.page', { search: 'pharmacist' });
    expect(total).toBe(all.filter(({ printedName }) => /pharmacist/i.test(printedName)).length);
  });

  it('keeps to entries in time order even when the clock was set back', async () => {
    const before = study.clock.now().instant;
    setClockBack(study, '2026-03-02T10:30:00.000Z');
    study.clock.set('2026-03-02T12:00:00.000Z');
    await study.must('admin', 'study.setSiteStatus', {
      site: 'S002',
      status: 'closed',
      reason: 'clock set back',
    });
    const input = { from: '2026-03-02T11:00:00Z', until: '2026-03-02T23:00:00Z' };
    const found = await study.must('qa', 'trail.page', input);
    expect(found.rows.map(({ what, reason }) => [what, reason])).toEqual([
      ['Closed site S002', 'clock set back'],
    ]);
    const day = await study.must('qa', 'trail.page', {
      from: '2026-03-02T00:00:00Z',
      until: input.until,
      limit: 500,
    });
    expect(day.rows.every(({ at }) => at.startsWith('2026-03-02'))).toBe(true);
    expect(day.total).toBe(day.rows.length);
    study.clock.set(before);
  });

  it('shows a site user what concerns the own site', async () => {
    const { rows } = await study.must('site', 'trail.page', { limit: 500 });
    const words = rows.map(({ what }) => what);
    expect(words).toContain('Randomized subject 1001 at S001');
    expect(words).toContain('Received 12 kits of shipment SH-00001');
    expect(JSON.stringify(rows)).not.toContain('3001');
    expect((await study.must('site', 'trail.page', { search: '3001' })).total).toBe(0);
    const { kinds } = await study.must('site', 'trail.kinds', {});
    const counted = Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]));
    expect(counted['subject-randomized']).toBe(2);
  });
});

describe('kinds and people of the trail', () => {
  it('counts every entry once, also after new ones', async () => {
    const sum = async () =>
      (await study.must('qa', 'trail.kinds', {})).kinds.reduce((all, { count }) => all + count, 0);
    const total = (await study.must('qa', 'trail.page', {})).total;
    expect(await sum()).toBe(total);
    await study.must('pharma', 'lots.register', { lot: 'L-9', expiry: '2028-01-31' });
    expect(await sum()).toBe(total + 1);
    const { users } = await study.must('qa', 'trail.kinds', {});
    expect(users).toEqual(['admin', 'pharma', 'stat']);
  });
});

describe('the exported trail', () => {
  it('as JSON lines lets a stranger compute the chain again', async () => {
    const file = await study.must('qa', 'trail.export', { format: 'jsonl' });
    const lines = bytesOf(file).toString('utf8').trimEnd().split('\n');
    let previous = '0'.repeat(64);
    for (const line of lines) {
      const entry = JSON.parse(line) as Record<string, string | number | null>;
      const position = `${entry['device']}.${entry['epoch']}.${entry['deviceSequence']}`;
      const text = `${position}\n${previous}\n${entry['content']}\n${entry['sealed'] ?? ''}`;
      previous = createHash('sha256').update(text).digest('hex');
      expect(entry['hash']).toBe(previous);
    }
    const { total, rows } = await study.must('qa', 'trail.page', { limit: 1 });
    expect([lines.length, previous]).toEqual([total, rows[0]?.hash]);
  });

  it('as CSV neutralises what a spreadsheet would compute', async () => {
    await study.must('admin', 'study.setSiteStatus', {
      site: 'S002',
      status: 'active',
      reason: '=HYPERLINK("http://bad")',
    });
    const file = await study.must('qa', 'trail.export', { format: 'csv', kind: 'site-status-set' });
    const text = bytesOf(file).toString('utf8');
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text).toContain(`,"'=HYPERLINK(""http://bad"")",`);
    expect(text).toContain('2026-03-02T13:00:00.000+01:00');
  });
});
