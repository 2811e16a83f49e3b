// Requirements: SUP-02
import writeWorkbook from 'write-excel-file/node';
import { afterEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../shared/app/ports.ts';
import { kitListCsv, kitListMapping, kitNumber, kitRows } from '../../builders/kit-list-csv.ts';
import type { KitListRow } from '../../builders/kit-list-csv.ts';
import { allKits } from '../../builders/kit-types-seen.ts';
import { openStudy, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
afterEach(() => study.close());

const importOf = (rows: readonly KitListRow[]) => ({
  file: uploaded('kits.csv', kitListCsv(rows)),
  mapping: {
    ...kitListMapping,
    ...(rows[0]?.sequence === undefined ? {} : { sequence: 'Sequence' }),
  },
  place: 'central',
});

describe('importing a kit list', () => {
  it('records every kit with its type, registers the lots, and draws an order of use', async () => {
    study = openStudy();
    const rows = kitRows(2500);
    const reply = await study.must('pharma', 'kits.import', importOf(rows));
    expect(reply).toEqual({ imported: 2500, lots: ['L-A', 'L-B'] });
    const kits = allKits(study);
    const typeOf = new Map(rows.map(({ number, kitType }) => [number, kitType]));
    expect(kits.map(({ sequence }) => sequence)).toEqual(rows.map((_, i) => i + 1));
    for (const kit of kits) {
      expect(typeOf.get(kit.number)).toBe(['kit-active', 'kit-placebo'][kit.kitType]);
      expect([kit.state, kit.place]).toEqual(['at-depot', 'central']);
    }
    expect(kits.map(({ number }) => number)).not.toEqual(rows.map(({ number }) => number));
    const lots = study.db.prepare('SELECT code, expiry_day AS day FROM lot ORDER BY id').all();
    expect(lots).toEqual([
      { code: 'L-A', day: 20908 },
      { code: 'L-B', day: 21091 },
    ]);
  });

  it('keeps types out of everything in clear', async () => {
    study = openStudy();
    await study.must('pharma', 'kits.import', importOf(kitRows(300)));
    const clear = study.db
      .prepare(`SELECT content FROM ledger WHERE kind IN ('kits-added', 'lot-registered')`)
      .all<{ content: string }>();
    expect(clear.length).toBe(4);
    for (const { content } of clear) expect(content).not.toMatch(/kit-active|kit-placebo/);
  });

  it('takes the sequence of the file, and a second file goes on after the highest', async () => {
    study = openStudy();
    const rows = kitRows(40).map((row, i) => ({ ...row, sequence: 1000 - i }));
    await study.must('pharma', 'kits.import', importOf(rows));
    expect(allKits(study)[0]).toMatchObject({ number: rows[39]?.number, sequence: 961 });
    await study.must('pharma', 'kits.import', importOf(kitRows(10, 100)));
    expect(
      allKits(study)
        .slice(40)
        .map(({ sequence }) => sequence),
    ).toEqual(Array.from({ length: 10 }, (_, i) => 1001 + i));
  });

  it('reads a workbook like a text file', async () => {
    study = openStudy();
    const rows = kitRows(20);
    const heading = ['Kit', 'Type', 'Lot', 'Expiry'];
    const cells = [heading, ...rows.map((row) => [row.number, row.kitType, row.lot, row.expiry])];
    const bytes = await writeWorkbook(
      cells.map((row) => row.map((value) => ({ value, type: String }))),
    ).toBuffer();
    const reply = await study.must('pharma', 'kits.import', {
      ...importOf(rows),
      file: uploaded('kits.xlsx', bytes),
    });
    expect(reply.imported).toBe(20);
    expect(
      allKits(study)
        .map(({ number }) => number)
        .sort(),
    ).toEqual(rows.map(({ number }) => number).sort());
  });

  it('gives the stored reply when the same request comes again', async () => {
    study = openStudy();
    const input = importOf(kitRows(30));
    const first = await study.ask('pharma', 'kits.import', input, 'request-1');
    const before = tableDigests(study.db);
    expect(await study.ask('pharma', 'kits.import', input, 'request-1')).toEqual(first);
    expect(tableDigests(study.db)).toEqual(before);
  });
});

describe('a kit list with something wrong', () => {
  const wrongRows: readonly (readonly [what: string, change: Partial<KitListRow>, said: RegExp])[] =
    [
      ['a wrong check character', { number: '00000010' }, /Line 8, Kit: found 00000010/],
      ['a repeated number', { number: kitNumber(1) }, /Line 8, Kit: .*also in line 2/],
      ['an unknown type', { kitType: 'kit-other' }, /Line 8, Type: found kit-other/],
      [
        'a day that does not exist',
        { expiry: '2027-02-30' },
        /Line 8, Expiry: .*a day that exists/,
      ],
      ['two expiries of a lot', { lot: 'L-A', expiry: '2027-04-30' }, /Line 8, Lot: .*one expiry/],
      ['an empty cell', { lot: '' }, /Line 8, Lot: found nothing/],
    ];

  it.each(wrongRows)('imports nothing with %s in one row', async (_, change, said) => {
    study = openStudy();
    const rows = kitRows(50).map((row, i) => (i === 6 ? { ...row, ...change } : row));
    const before = tableDigests(study.db);
    const refused = await study.refused('pharma', 'kits.import', importOf(rows));
    expect(refused.rule).toBe('kit-list-rows');
    expect(refused.because.join('\n')).toMatch(said);
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('refuses numbers of kits that the study has, and a lot whose expiry differs', async () => {
    study = openStudy();
    await study.must('pharma', 'kits.import', importOf(kitRows(12)));
    const again = await study.refused('pharma', 'kits.import', importOf(kitRows(3, 12)));
    expect(again.because).toEqual([
      expect.stringMatching(/^Line 2, Kit: .*no kit of this study has/),
    ]);
    const moved = kitRows(2, 500).map((row) => ({ ...row, lot: 'L-A', expiry: '2028-01-31' }));
    const refused = await study.refused('pharma', 'kits.import', importOf(moved));
    expect(refused).toMatchObject({
      rule: 'lot-expiry-differs',
      because: ['Lot L-A: the file says 31 Jan 2028, registered is 31 Mar 2027.'],
    });
  });

  it('names the byte that is not of the encoding, and a column that is not there', async () => {
    study = openStudy();
    const text = Buffer.from(kitListCsv(kitRows(5)));
    const broken = Buffer.concat([text, Buffer.from([0xe9, 0x0a])]);
    const bytes = await study.refused('pharma', 'kits.import', {
      ...importOf(kitRows(5)),
      file: uploaded('kits.csv', broken),
    });
    expect(bytes.message).toContain('line 7, byte 1');
    const columns = await study.refused('pharma', 'kits.import', {
      ...importOf(kitRows(5)),
      mapping: { ...kitListMapping, lot: 'Batch' },
    });
    expect(columns.rule).toBe('kit-list-columns');
  });

  it('refuses an unknown place and a file without kits', async () => {
    study = openStudy();
    const place = await study.refused('pharma', 'kits.import', {
      ...importOf(kitRows(2)),
      place: 'nowhere',
    });
    expect(place.rule).toBe('place-unknown');
    const empty = await study.refused('pharma', 'kits.import', importOf([]));
    expect(empty.rule).toBe('kit-list-empty');
  });
});

describe('an import that is interrupted', () => {
  const total = 3300;
  const failOn = (sequence: number): string =>
    `CREATE TRIGGER worn_disk BEFORE INSERT ON kit WHEN NEW.sequence = ${sequence}
       BEGIN SELECT RAISE(ABORT, 'the disk failed'); END`;

  it('leaves no trace when the very last kit cannot be written', async () => {
    study = openStudy();
    const rows = kitRows(total).map((row, i) => ({
      ...row,
      lot: 'L-A',
      expiry: '2027-03-31',
      sequence: i + 1,
    }));
    study.db.exec(failOn(total));
    const before = tableDigests(study.db);
    expect((await study.ask('pharma', 'kits.import', importOf(rows), 'r1')).kind).toBe('internal');
    expect(String(study.incidents[0])).toContain('the disk failed');
    expect(tableDigests(study.db)).toEqual(before);
    study.db.exec('DROP TRIGGER worn_disk');
    await study.must('pharma', 'kits.import', importOf(rows));
    const after = tableDigests(study.db);
    expect(['kit', 'lot', 'ledger'].filter((table) => after[table] === before[table])).toEqual([]);
    expect(allKits(study)).toHaveLength(total);
  });

  it.each([
    ['while reading', 'reading', 1],
    ['while recording', 'recording', 3],
  ])('leaves no trace when it is cancelled %s', async (_, phase, after) => {
    let seen = 0;
    const job: Job = {
      progress: (_done, _total, message) => {
        if (message === phase) seen += 1;
      },
      cancelled: () => seen >= after,
    };
    study = openStudy({ ports: { job: () => job } });
    const before = tableDigests(study.db);
    const refused = await study.refused('pharma', 'kits.import', importOf(kitRows(12_000)));
    expect(refused.rule).toBe('cancelled');
    expect(seen).toBe(after);
    expect(tableDigests(study.db)).toEqual(before);
    job.cancelled = () => false;
    expect((await study.must('pharma', 'kits.import', importOf(kitRows(12)))).imported).toBe(12);
  });
});
