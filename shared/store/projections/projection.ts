import type { EntryContext, SignatureRecord } from '../../ledger/entry.ts';
import type { EventBodies, EventKind } from '../../ledger/events.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** The entry that an event was recorded in: everything a table may take from it beside the body. */
export interface RecordedIn extends EntryContext {
  readonly sequence: number;
  readonly reason: string | null;
  readonly signature: SignatureRecord | null;
}

/** Applies one event to the tables. Deterministic: the same ledger gives the same tables on any machine. */
export type Projection<K extends EventKind> = (
  db: SqlDatabase,
  body: EventBodies[K],
  entry: RecordedIn,
) => void;

export type ProjectionMap = { readonly [K in EventKind]: Projection<K> };

/** Lets the trail and the timelines find an entry by the thing it is about. */
export const mention = (db: SqlDatabase, noun: string, id: string, entry: number): void =>
  db.prepare('INSERT OR IGNORE INTO mention VALUES (?, ?, ?)').run(id, noun, entry);
