import { kitLots } from '../../store/queries/lot-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Sealer } from '../ports.ts';
import { typeColumn } from '../queries/unveil.ts';

interface Known {
  readonly typesByLot: Map<number, Set<number>>;
  last: number;
}

const known = new WeakMap<Sealer, WeakMap<SqlDatabase, Known>>();
const readAtOnce = 5000;

/** Indexes of the kit types in every lot. A kit never changes its lot or type, so only new kits are read again. */
export function typesOfLots(
  db: SqlDatabase,
  sealer: Sealer,
): ReadonlyMap<number, ReadonlySet<number>> {
  const types = typeColumn(db, sealer);
  const bySealer = known.get(sealer) ?? new WeakMap<SqlDatabase, Known>();
  known.set(sealer, bySealer);
  const found = bySealer.get(db) ?? { typesByLot: new Map(), last: 0 };
  bySealer.set(db, found);
  while (found.last < types.length - 1) {
    const rows = kitLots(db, found.last, readAtOnce);
    for (const [kit, lot] of rows) {
      const inLot = found.typesByLot.get(lot) ?? new Set<number>();
      found.typesByLot.set(lot, inLot.add(types[kit] as number));
    }
    found.last = rows.at(-1)?.[0] ?? types.length - 1;
  }
  return found.typesByLot;
}
