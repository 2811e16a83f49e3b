import type { SqlDatabase } from '../../store/sql-database.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { batchNonces, veiledTypes } from '../../store/queries/kit-rows.ts';
import type { Sealer } from '../ports.ts';

/** A veiled byte with what its veil was made from. */
export interface Veiled {
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
}

const unveiled = (sealer: Sealer, { veil, nonce, position }: Veiled): number =>
  veil ^ sealer.veilByte(nonce, position);

/** Id of a kit's type, or null for a session without the key. Throws when the veil hides no type of the study. */
export function kitTypeOf(db: SqlDatabase, sealer: Sealer | null, kit: Veiled): string | null {
  if (sealer === null) return null;
  const type = currentDefinition(db).definition.kitTypes[unveiled(sealer, kit)];
  if (type === undefined) throw new Error('a kit has a veil that hides no kit type');
  return type.id;
}

/** Name of the arm of a slot (`position` counts from 1), or null for a session without the key. */
export function armOf(db: SqlDatabase, sealer: Sealer | null, slot: Veiled): string | null {
  if (sealer === null) return null;
  const index = unveiled(sealer, { ...slot, position: slot.position - 1 });
  const arm = currentDefinition(db).definition.arms[index];
  if (arm === undefined) throw new Error('a slot has a veil that hides no arm');
  return arm.name;
}

const noType = 255;
const readAtOnce = 2000;

interface TypeColumn {
  readonly types: Uint8Array;
  readonly last: number;
}

const columns = new WeakMap<Sealer, WeakMap<SqlDatabase, TypeColumn>>();

/** Unveils at most so many of the kits that are not known yet. */
function unveilMore(db: SqlDatabase, sealer: Sealer, most: number): TypeColumn {
  const known = columns.get(sealer)?.get(db) ?? { types: new Uint8Array(0), last: 0 };
  const newest = newestKit(db);
  if (newest === known.last) return known;
  const types = known.types.length > newest ? known.types : new Uint8Array(newest + 1).fill(noType);
  if (types !== known.types) types.set(known.types);
  const nonces = batchNonces(db);
  let last = known.last;
  for (let count = 0; last < newest && count < most; count += readAtOnce) {
    const rows = veiledTypes(db, last, Math.min(readAtOnce, most - count));
    for (const [id, veil, batch, position] of rows) {
      types[id] = unveiled(sealer, { veil, nonce: nonces.get(batch) as string, position });
    }
    last = rows.at(-1)?.[0] ?? newest;
  }
  const bySealer = columns.get(sealer) ?? new WeakMap<SqlDatabase, TypeColumn>();
  bySealer.set(db, { types, last });
  columns.set(sealer, bySealer);
  return { types, last };
}

const newestKit = (db: SqlDatabase): number =>
  db.prepare('SELECT max(id) AS id FROM kit').get<{ id: number | null }>()?.id ?? 0;

/** Unveils so many more kits before anybody asks; true once all are known. */
export const unveilAhead = (db: SqlDatabase, sealer: Sealer, kits: number): boolean =>
  unveilMore(db, sealer, kits).last === newestKit(db);

/**
 * Index of the type of every kit, by kit id: one byte a kit, held as long as the session's key.
 * A kit never changes its type, so only kits that are new since the last call are unveiled.
 */
export const typeColumn = (db: SqlDatabase, sealer: Sealer): Uint8Array =>
  unveilMore(db, sealer, Infinity).types;
