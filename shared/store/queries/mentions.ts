import type { SqlDatabase } from '../sql-database.ts';
import { batchEntryOf } from './kit-rows.ts';

/** Entries about one thing, oldest first. */
export const entriesMentioning = (db: SqlDatabase, noun: string, id: string): readonly number[] =>
  db
    .prepare('SELECT entry FROM mention WHERE id = ? AND noun = ? ORDER BY entry')
    .rows(id, noun)
    .map((row) => row[0] as number);

const numbersOf = (rows: readonly (readonly unknown[])[]): readonly number[] =>
  rows.map((row) => row[0] as number);

/** A shorter text would match most of the trail and says nothing. */
const shortestPrefix = 3;

/**
 * Entries about anything whose id is one of the texts; when there is none, about anything whose id starts
 * with one of them. Newest first, each once. A kit also finds the entry that brought it into the study.
 */
export function entriesFound(db: SqlDatabase, texts: readonly string[]): readonly number[] {
  const exact = new Set<number>();
  for (const text of texts) {
    const batch = batchEntryOf(db, text);
    if (batch !== null) exact.add(batch);
    const rows = db.prepare('SELECT entry FROM mention WHERE id = ?').rows(text);
    for (const entry of numbersOf(rows)) exact.add(entry);
  }
  if (exact.size > 0) return [...exact].toSorted((a, b) => b - a);
  const found = new Set<number>();
  for (const text of texts.filter(({ length }) => length >= shortestPrefix)) {
    const rows = db
      .prepare('SELECT DISTINCT entry FROM mention WHERE id >= ? AND id < ?')
      .rows(text, `${text}\u{10ffff}`);
    for (const entry of numbersOf(rows)) found.add(entry);
  }
  return [...found].toSorted((a, b) => b - a);
}

/** Entries that concern a site user: made by the person, about the sites, their subjects or their shipments. */
export function entriesOfSites(
  db: SqlDatabase,
  user: string,
  sites: readonly number[],
): readonly number[] {
  const list = JSON.stringify(sites);
  const rows = db
    .prepare(
      `SELECT sequence FROM ledger WHERE user = ?
       UNION SELECT mention.entry FROM place JOIN mention
         ON mention.id = place.code AND mention.noun IN ('site', 'place')
         WHERE place.id IN (SELECT value FROM json_each(?))
       UNION SELECT mention.entry FROM subject JOIN mention
         ON mention.id = subject.code AND mention.noun = 'subject'
         WHERE subject.site IN (SELECT value FROM json_each(?))
       UNION SELECT mention.entry FROM shipment JOIN mention
         ON mention.id = shipment.code AND mention.noun = 'shipment'
         WHERE shipment.from_place IN (SELECT value FROM json_each(?))
           OR shipment.to_place IN (SELECT value FROM json_each(?))
       ORDER BY 1 DESC`,
    )
    .rows(user, list, list, list, list);
  return numbersOf(rows);
}
