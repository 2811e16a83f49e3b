import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

export const custodyRequested: Projection<'custody-requested'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO custody_opening (code, part, use, list, state, user, printed_name, reason,
       requested_at, entry) VALUES (?, ?, ?, ?, 'requested', ?, ?, ?, ?, ?)`,
  ).run(
    body.opening,
    body.part,
    body.use,
    body.list,
    entry.user,
    entry.printedName,
    entry.reason ?? '',
    entry.at,
    entry.sequence,
  );
  mention(db, 'custody', body.opening, entry.sequence);
  if (body.list !== null) mention(db, 'list', body.list, entry.sequence);
};

/** Who answered is who signed, which may be somebody else than the person at the screen. */
function answer(
  db: SqlDatabase,
  opening: string,
  given: { readonly state: 'open' | 'declined'; readonly until: string | null },
  entry: RecordedIn,
): void {
  db.prepare(
    `UPDATE custody_opening SET state = ?, answered_by = ?, answered_name = ?, answered_at = ?,
       until = ? WHERE code = ?`,
  ).run(
    given.state,
    entry.signature?.user ?? entry.user,
    entry.signature?.printedName ?? entry.printedName,
    entry.at,
    given.until,
    opening,
  );
  mention(db, 'custody', opening, entry.sequence);
}

export const custodyGranted: Projection<'custody-granted'> = (db, body, entry) =>
  answer(db, body.opening, { state: 'open', until: body.until }, entry);

export const custodyDeclined: Projection<'custody-declined'> = (db, body, entry) =>
  answer(db, body.opening, { state: 'declined', until: null }, entry);

export const custodyClosed: Projection<'custody-closed'> = (db, body, entry) => {
  db.prepare(`UPDATE custody_opening SET state = 'closed', closed_at = ? WHERE code = ?`).run(
    entry.at,
    body.opening,
  );
  mention(db, 'custody', body.opening, entry.sequence);
};

/** Who saw what under an opening; an export uses it up. */
export function lookedUnder(
  db: SqlDatabase,
  look: { readonly opening: string; readonly what: string; readonly rows: number },
  entry: RecordedIn,
): void {
  db.prepare(
    `INSERT INTO custody_look SELECT ?, id, ?, ?, ?, ?, ? FROM custody_opening WHERE code = ?`,
  ).run(
    entry.sequence,
    entry.user,
    entry.printedName,
    entry.at,
    look.what,
    look.rows,
    look.opening,
  );
  db.prepare(
    `UPDATE custody_opening SET state = 'used', closed_at = ? WHERE code = ? AND use = 'export'`,
  ).run(entry.at, look.opening);
  mention(db, 'custody', look.opening, entry.sequence);
}

export const listExported: Projection<'list-exported'> = (db, body, entry) => {
  lookedUnder(db, { opening: body.opening, what: 'list exported', rows: body.slots }, entry);
  mention(db, 'list', body.list, entry.sequence);
};

export const drugAccountsExported: Projection<'drug-accounts-exported'> = (db, body, entry) =>
  lookedUnder(
    db,
    { opening: body.opening, what: 'drug accountability exported', rows: body.rows },
    entry,
  );

export const kitMapExported: Projection<'kit-map-exported'> = (db, body, entry) =>
  lookedUnder(db, { opening: body.opening, what: 'map of kits exported', rows: body.kits }, entry);
