import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { judgementsOfShipment, kitsOfExcursion } from '../../store/queries/excursion-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Watched } from './watched-kits.ts';

/**
 * Judgements without data of the shipment that readings have now come for: the time that they charged as
 * missing lies within what is judged now, and so do all of their kits. They count no longer; what they said
 * and what was decided on them stays on record.
 */
export function supersededByReadings(db: SqlDatabase, watched: Watched): readonly string[] {
  const { shipment, window } = watched;
  if (shipment === null) return [];
  const judgedNow = new Set(watched.kits.map(({ id }) => id));
  return judgementsOfShipment(db, shipment)
    .filter(({ isMeasured, from, to }) => !isMeasured && from >= window.from && to <= window.to)
    .filter(({ id }) => kitsOfExcursion(db, id).every((kit) => judgedNow.has(kit.id)))
    .map(({ code }) => code);
}

/** A shipment that was judged, with readings or without, is not charged once more for having none. */
export function judgedBefore(db: SqlDatabase, shipment: string): Refusal | null {
  const [first] = judgementsOfShipment(db, shipment);
  if (first === undefined) return null;
  return refusal(
    'shipment-judged-before',
    `Shipment ${shipment} was judged before as ${first.code}.`,
    first.isMeasured
      ? 'Open that judgement; time that its readings do not cover already counts as the worst case.'
      : 'Open that judgement; when the readings come, import them: they take its place.',
  );
}
