import type { GeneratedList, StratumSlots } from '../../engine/randomization/list.ts';
import { listStrata, slotsOf } from '../../store/queries/list-facts.ts';
import type { ListStratumFacts } from '../../store/queries/list-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { blocksFromStarts } from './make-list.ts';
import type { Sealer } from '../ports.ts';

interface Source {
  readonly db: SqlDatabase;
  readonly sealer: Sealer;
}

/** The list as the tables hold it, unveiled; blocks as sealed with the list. A gap in the positions shows as position 0. */
export function recordedList(
  source: Source,
  list: number,
  blockStarts: readonly string[],
): GeneratedList {
  const strata = listStrata(source.db, list);
  return {
    strata: strata.map((stratum, i) => recordedSlots(source, stratum, blockStarts[i] ?? '')),
  };
}

function recordedSlots(source: Source, stratum: ListStratumFacts, starts: string): StratumSlots {
  const arm = new Uint8Array(stratum.slots);
  const position = new Uint32Array(stratum.slots);
  for (const slot of slotsOf(source.db, stratum.id, 0, stratum.slots)) {
    const i = slot.position - 1;
    position[i] = slot.position;
    arm[i] = slot.veil ^ source.sealer.veilByte(stratum.nonce, i);
  }
  const block = Uint32Array.from(blocksFromStarts(starts), (number) => number ?? 0);
  return { name: stratum.key, arm, block, position };
}
