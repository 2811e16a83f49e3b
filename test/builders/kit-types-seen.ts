import type { OpenStudy } from './open-study.ts';

/** What the store holds of a kit, its type unveiled. */
export interface SeenKit {
  readonly number: string;
  readonly sequence: number;
  readonly state: string;
  readonly place: string;
  readonly lot: string;
  /** Above 0 when its lot or a missing new label keeps it from use. */
  readonly block: number;
  /** Index of the kit type. */
  readonly kitType: number;
}

/** Every kit of a study in the order of its sequence. */
export function allKits(study: OpenStudy): readonly SeenKit[] {
  return study.db
    .prepare(
      `SELECT kit.number, kit.sequence, kit.state, place.code AS place, lot.code AS lot, kit.block, kit.veil,
         kit.batch_position AS position, kit_batch.nonce
       FROM kit JOIN place ON place.id = kit.place JOIN lot ON lot.id = kit.lot
         JOIN kit_batch ON kit_batch.id = kit.batch
       ORDER BY kit.sequence`,
    )
    .all<Omit<SeenKit, 'kitType'> & { veil: number; position: number; nonce: string }>()
    .map(({ veil, position, nonce, ...kit }) => ({
      ...kit,
      kitType: veil ^ study.sealer.veilByte(nonce, position),
    }));
}
