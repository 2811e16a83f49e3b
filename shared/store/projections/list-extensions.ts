import { canonicalJson } from '../../base/canonical-json.ts';
import type { EventBodies } from '../../ledger/events.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { addSignature, addSlots, addStratum, listIdOf } from './lists.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

type ExtendedStratum = EventBodies['list-extended']['strata'][number];

/** An extension waits beside its list; a newer one takes the place of one that is not signed twice. */
export const listExtended: Projection<'list-extended'> = (db, body, entry) => {
  const list = listIdOf(db, body.list);
  const waiting = db.prepare('SELECT digest FROM list_extension WHERE list = ?').get(list) as
    | { digest: string }
    | undefined;
  if (waiting !== undefined) {
    db.prepare('DELETE FROM list_signature WHERE list = ? AND digest = ?').run(
      list,
      waiting.digest,
    );
    db.prepare('DELETE FROM list_extension WHERE list = ?').run(list);
  }
  db.prepare('INSERT INTO list_extension VALUES (?, ?, ?, ?, ?, ?)').run(
    list,
    entry.sequence,
    canonicalJson(body.strata),
    body.strata.reduce((sum, { slots }) => sum + slots, 0),
    body.digest,
    body.merkleRoot,
  );
  mention(db, 'list', body.list, entry.sequence);
};

/** The second signature adds the slots; from then on the entry of the extension holds the list's secret. */
export const extensionSigned: Projection<'extension-signed'> = (db, body, entry) => {
  addSignature(db, body.list, entry);
  if (body.locks) addWaitingSlots(db, listIdOf(db, body.list));
  mention(db, 'list', body.list, entry.sequence);
};

function addWaitingSlots(db: SqlDatabase, list: number): void {
  const { strata } = db.prepare('SELECT strata FROM list_extension WHERE list = ?').get(list) as {
    strata: string;
  };
  for (const stratum of JSON.parse(strata) as ExtendedStratum[]) lengthen(db, list, stratum);
  db.prepare(
    `UPDATE random_list SET entry = list_extension.entry, digest = list_extension.digest,
       merkle_root = list_extension.merkle_root
     FROM list_extension WHERE list_extension.list = random_list.id AND random_list.id = ?`,
  ).run(list);
  db.prepare('DELETE FROM list_extension WHERE list = ?').run(list);
}

function lengthen(db: SqlDatabase, list: number, stratum: ExtendedStratum): void {
  if (stratum.after === 0) {
    addStratum(db, list, stratum);
    return;
  }
  const { id } = db
    .prepare('UPDATE stratum SET slots = slots + ? WHERE list = ? AND key = ? RETURNING id')
    .get(stratum.slots, list, stratum.key) as { id: number };
  addSlots(db, id, stratum.after, stratum.veil);
}
