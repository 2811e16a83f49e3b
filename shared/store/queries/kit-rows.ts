import type { IsoDate } from '../../base/iso-date.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** A kit as stored; its type stays veiled. */
export interface KitRecord {
  readonly id: number;
  readonly number: string;
  readonly sequence: number;
  readonly state: KitState;
  readonly place: number;
  readonly lot: string;
  readonly expiry: IsoDate;
  readonly subject: string | null;
  /** Bits: 1 for its lot, 2 for its new label. */
  readonly block: number;
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
}

type KitRow = Omit<KitRecord, 'expiry'> & { readonly expiryDay: number };

const rowToKit = ({ expiryDay, ...row }: KitRow): KitRecord => ({
  ...row,
  expiry: isoDateFromEpochDay(expiryDay),
});

const select = `
  SELECT kit.id, kit.number, kit.sequence, kit.state, kit.place, lot.code AS lot,
    kit.expiry_day AS expiryDay, subject.code AS subject, kit.block, kit.veil, kit_batch.nonce,
    kit.batch_position AS position
  FROM kit JOIN lot ON lot.id = kit.lot JOIN kit_batch ON kit_batch.id = kit.batch
    LEFT JOIN subject ON subject.id = kit.subject`;

/** Kits by id, in the order of the ids; unknown ids are left out. */
export function kitsByIds(db: SqlDatabase, ids: readonly number[]): readonly KitRecord[] {
  const rows = db
    .prepare(`${select} WHERE kit.id IN (SELECT value FROM json_each(?))`)
    .all<KitRow>(JSON.stringify(ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [rowToKit(row)];
  });
}

export function kitByNumber(db: SqlDatabase, number: string): KitRecord | null {
  const row = db.prepare(`${select} WHERE kit.number = ?`).get<KitRow>(number);
  return row === undefined ? null : rowToKit(row);
}

/** The entry that brought a kit into the study. */
export const batchEntryOf = (db: SqlDatabase, number: string): number | null =>
  db
    .prepare(
      `SELECT kit_batch.entry FROM kit JOIN kit_batch ON kit_batch.id = kit.batch
       WHERE kit.number = ?`,
    )
    .get<{ entry: number }>(number)?.entry ?? null;

export const lotIdOf = (db: SqlDatabase, code: string): number | null =>
  db.prepare('SELECT id FROM lot WHERE code = ?').get<{ id: number }>(code)?.id ?? null;

/** Veiled types of kits with an id above `after`, in order of id, at most `limit`: id, veil, batch, position. */
export const veiledTypes = (
  db: SqlDatabase,
  after: number,
  limit: number,
): readonly (readonly [id: number, veil: number, batch: number, position: number])[] =>
  db
    .prepare('SELECT id, veil, batch, batch_position FROM kit WHERE id > ? ORDER BY id LIMIT ?')
    .rows(after, limit) as unknown as (readonly [number, number, number, number])[];

/** Nonces of the veils by batch. */
export const batchNonces = (db: SqlDatabase): ReadonlyMap<number, string> =>
  new Map(db.prepare('SELECT id, nonce FROM kit_batch').rows() as unknown as [number, string][]);
