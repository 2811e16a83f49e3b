// Requirements: TRU-09
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { tableDigests } from '../../builders/table-digests.ts';
import { figure } from '../figures.ts';
import { atWork, newLane } from '../lane.ts';
import type { Lane } from '../lane.ts';
import { anchorPath, withDatabase } from './attacker.ts';
import { catchers } from './catchers.ts';

const pageSize = 4096;

let original: Bench;
/** The original after some work. */
let grown: Lane;
beforeAll(async () => {
  original = await demonstrationBench();
  grown = newLane(original);
  await atWork(grown, async (core) => {
    const quantities = [{ kitType: 'rescue', count: 5 }];
    await core.must('kits.generate', { lot: 'L25-064', place: 'central', quantities });
    const { rows } = await core.must('kits.page', { status: ['at-depot'], limit: 3 });
    await core.must('kits.act', {
      numbers: rows.map(({ number }) => number),
      action: 'quarantine',
      reason: 'Moved to change an index.',
    });
  });
});
afterAll(() => {
  original.remove();
  grown.remove();
});

const pageOf = (file: Buffer, page: number): Buffer =>
  file.subarray(page * pageSize, (page + 1) * pageSize);

/** Pages that changed and were there before. */
function changedPages(older: Buffer, newer: Buffer): readonly number[] {
  const pages = Array.from({ length: older.length / pageSize }, (_, page) => page);
  return pages.filter((page) => !pageOf(older, page).equals(pageOf(newer, page)));
}

/** Whether the file says the same as before the harm, whatever its pages are. */
const saysTheSame = (lane: Bench, expected: string): Promise<boolean> =>
  withDatabase(
    lane,
    (database) =>
      database.pragma('integrity_check(1)') === 'ok' &&
      JSON.stringify(tableDigests(database)) === expected,
  );

describe('harm that no ledger entry shows', () => {
  it('is caught when one page is put back as it was, each page in turn', async () => {
    const [older, newer] = [readFileSync(original.path), readFileSync(grown.path)];
    const expected = await withDatabase(grown, (database) =>
      JSON.stringify(tableDigests(database)),
    );
    const lane = newLane(grown);
    const missed: number[] = [];
    const pages = changedPages(older, newer);
    for (const page of pages) {
      const put = (): void => {
        const file = Buffer.from(newer);
        pageOf(older, page).copy(file, page * pageSize);
        writeFileSync(lane.path, file);
      };
      lane.reset();
      put();
      if ((await catchers(lane)).length > 0) continue;
      put();
      if (!(await saysTheSame(lane, expected))) missed.push(page);
    }
    lane.remove();
    expect(missed).toEqual([]);
    figure({
      what: 'one page put back as it was, each in turn',
      runs: `${pages.length} pages`,
      result: 'all caught',
    });
  });

  it.each([
    ['a guard of the ledger dropped', 'DROP TRIGGER ledger_no_update'],
    ['an index dropped', 'DROP INDEX kit_first_expiring'],
    ['a table added', 'CREATE TABLE added (x)'],
    ['a trigger added', 'CREATE TRIGGER added AFTER INSERT ON kit BEGIN SELECT 1; END'],
  ])('is caught in the schema: %s', async (_, sql) => {
    const lane = newLane(original);
    await withDatabase(lane, (database) => database.exec(sql));
    const caught = await catchers(lane);
    lane.remove();
    expect(caught).not.toEqual([]);
  });

  it('is caught in the remembered replies', async () => {
    const lane = newLane(original);
    await atWork(lane, async (core) => {
      const reply = await core.ask('lots.register', { lot: 'ONCE', expiry: '2031-05-31' }, 'once');
      expect(reply.kind).toBe('ok');
    });
    await withDatabase(lane, (database) => database.exec(`DELETE FROM request WHERE id = 'once'`));
    const caught = await catchers(lane);
    lane.remove();
    expect(caught).not.toEqual([]);
  });

  it('is caught when the anchor is removed and the file rolled back', async () => {
    const lane = newLane(grown);
    writeFileSync(lane.path, readFileSync(original.path));
    rmSync(anchorPath(lane));
    const caught = await catchers(lane);
    lane.remove();
    expect(caught).not.toEqual([]);
  });
});
