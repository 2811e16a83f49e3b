import { freeKitFrom, freeKitsOfExpiry, sequenceRange } from '../../store/queries/kits-at-place.ts';
import type { VeiledKit } from '../../store/queries/kits-at-place.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Sealer } from '../ports.ts';

/** What is drawn from: kits of one expiry at one place, of one type, none of them taken already. */
export interface Tie {
  readonly place: number;
  readonly expiryDay: number;
  readonly kitType: number;
  readonly count: number;
  readonly except: ReadonlySet<number>;
}

export interface TieSource {
  readonly db: SqlDatabase;
  readonly sealer: Sealer;
  /** Uniform integer 0 .. bound − 1. */
  readonly draw: (bound: number) => number;
}

/** Points tried for each kit wanted before all kits of the expiry are read. */
const tries = 16;

export const typeOf = ({ sealer }: Pick<TieSource, 'sealer'>, kit: VeiledKit): number =>
  kit.veil ^ sealer.veilByte(kit.nonce, kit.batchPosition);

/**
 * Kits of one expiry and type by draw, at most `count`. A random point of the sequence leads to the kit that
 * follows it whatever its type, and a kit of another type is drawn again: how likely a kit is depends on its
 * neighbours' distance alone, which says nothing of types. Any fixed order would: a kit that is passed over in it
 * must be of another type, and a handful of dispensings would tell who shares an arm.
 */
export function drawTied(source: TieSource, tie: Tie): readonly VeiledKit[] {
  const drawn = new Map<number, VeiledKit>();
  const { first, last } = sequenceRange(source.db, tie.place, tie.expiryDay);
  for (let i = 0; i < tries * tie.count && drawn.size < tie.count; i += 1) {
    const sequence = first + source.draw(last - first + 1);
    const kit = freeKitFrom(source.db, { ...tie, sequence });
    if (kit !== undefined && fits(source, tie, kit)) drawn.set(kit.id, kit);
  }
  if (drawn.size === tie.count) return [...drawn.values()];
  return drawFromAll(source, tie, drawn);
}

const fits = (source: TieSource, tie: Tie, kit: VeiledKit): boolean =>
  !tie.except.has(kit.id) && typeOf(source, kit) === tie.kitType;

/** Few kits of the type are left among many: reads them all and draws the rest evenly. */
function drawFromAll(
  source: TieSource,
  tie: Tie,
  drawn: ReadonlyMap<number, VeiledKit>,
): readonly VeiledKit[] {
  const left = freeKitsOfExpiry(source.db, tie.place, tie.expiryDay).filter(
    (kit) => !drawn.has(kit.id) && fits(source, tie, kit),
  );
  const chosen = [...drawn.values()];
  while (chosen.length < tie.count && left.length > 0) {
    const [kit] = left.splice(source.draw(left.length), 1);
    chosen.push(kit as VeiledKit);
  }
  return chosen;
}
