import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';

/** Units of one dispensed kit as somebody counted them. */
export interface UnitCount {
  readonly number: string;
  /** In the kit when it was dispensed. */
  readonly dispensed: number;
  readonly returned: number;
  /** Known to be lost: neither taken nor brought back. */
  readonly lost: number;
}

/** Units that the subject has used, or has not accounted for otherwise. */
export const usedUnits = ({ dispensed, returned, lost }: Omit<UnitCount, 'number'>): number =>
  dispensed - returned - lost;

/** Counts that exceed what was dispensed, each with its numbers (`more-than-dispensed`), or null. */
export function unitCountRefusal(counts: readonly UnitCount[]): Refusal | null {
  const wrong = counts.filter((count) => usedUnits(count) < 0);
  const [first] = wrong;
  if (first === undefined) return null;
  const inWords = ({ number, dispensed, returned, lost }: UnitCount): string =>
    `${number}: ${dispensed} units were dispensed; ${returned} returned and ${lost} lost are ${returned + lost}.`;
  return refusal(
    'more-than-dispensed',
    wrong.length === 1
      ? `Kit ${first.number} would give back ${first.returned + first.lost} units of ${first.dispensed} dispensed; nothing was recorded.`
      : `${wrong.length} kits would give back more units than were dispensed; nothing was recorded.`,
    'Count again. Units of another kit belong to that kit; raise a discrepancy when there really are more.',
    wrong.map(inWords),
  );
}
