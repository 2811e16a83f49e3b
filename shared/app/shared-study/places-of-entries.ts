import type { EntryContent, StoredEntry } from '../../ledger/entry.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** Fields of entries that name something, and the places that it is at. */
const fields = {
  place: 'SELECT code FROM place WHERE code = ?',
  site: 'SELECT code FROM place WHERE code = ?',
  from: 'SELECT code FROM place WHERE code = ?',
  to: 'SELECT code FROM place WHERE code = ?',
  subject: 'SELECT p.code FROM subject s JOIN place p ON p.id = s.site WHERE s.code = ?',
  shipment:
    'SELECT p.code FROM shipment s JOIN place p ON p.id IN (s.from_place, s.to_place) WHERE s.code = ?',
  kit: 'SELECT p.code FROM kit k JOIN place p ON p.id = k.place WHERE k.number = ?',
  kits: 'SELECT p.code FROM kit k JOIN place p ON p.id = k.place WHERE k.number = ?',
} as const;

/**
 * Depots and sites that entries write for, in order: those that they name, and those where what they name is. Must run
 * where the entries are applied already.
 */
export function placesOf(db: SqlDatabase, entries: readonly StoredEntry[]): readonly string[] {
  const places = new Set<string>();
  for (const { content } of entries) {
    const { body } = JSON.parse(content) as EntryContent;
    for (const [field, query] of Object.entries(fields)) {
      const statement = db.prepare(query);
      for (const id of new Set(textsIn(body[field]))) {
        for (const { code } of statement.all<{ code: string }>(id)) places.add(code);
      }
    }
  }
  return [...places].toSorted();
}

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
