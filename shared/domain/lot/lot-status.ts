import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** Where a packaging lot stands. That it is expired follows from the clock and is never stored. */
export const lotStatuses = ['released', 'on-hold', 'rejected'] as const;
export type LotStatus = (typeof lotStatuses)[number];

/** Every legal change; a rejected lot stays rejected. */
export const lotTransitions: readonly { readonly from: LotStatus; readonly to: LotStatus }[] = [
  { from: 'released', to: 'on-hold' },
  { from: 'on-hold', to: 'released' },
  { from: 'released', to: 'rejected' },
  { from: 'on-hold', to: 'rejected' },
];

export const lotStatusInWords = (status: LotStatus): string => status.replaceAll('-', ' ');

/** The new status, or the refusal `lot-transition` that names what the table allows. */
export function nextLotStatus(
  lot: string,
  from: LotStatus,
  to: LotStatus,
): Result<LotStatus, Refusal> {
  if (lotTransitions.some((row) => row.from === from && row.to === to)) return ok(to);
  const possible = lotTransitions.filter((row) => row.from === from).map((row) => row.to);
  return err(
    refusal(
      'lot-transition',
      `Lot ${lot} is ${lotStatusInWords(from)}; it cannot become ${lotStatusInWords(to)}.`,
      possible.length === 0
        ? 'A rejected lot stays rejected: its kits can only be returned or destroyed.'
        : `The table of lot states allows: ${possible.map(lotStatusInWords).join(', ')}.`,
    ),
  );
}
