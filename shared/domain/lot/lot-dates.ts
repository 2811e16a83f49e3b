import type { IsoDate } from '../../base/iso-date.ts';
import { dateInWords } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** A manufacturing lot that went into a packaging lot. */
export interface MemberDates {
  readonly code: string;
  readonly expiry: IsoDate;
  /** Until a retest extends it, the product is not used after this day. */
  readonly retest: IsoDate | null;
}

/** The last day of a manufacturing lot: the earlier of expiry and retest date. */
export const lastDayOfMember = ({ expiry, retest }: MemberDates): IsoDate =>
  retest !== null && retest < expiry ? retest : expiry;

/** The member that ends first; undefined without members. */
export const firstEnding = (members: readonly MemberDates[]): MemberDates | undefined =>
  members.reduce<MemberDates | undefined>(
    (first, next) =>
      first === undefined || lastDayOfMember(next) < lastDayOfMember(first) ? next : first,
    undefined,
  );

/**
 * The expiry of a packaging lot: the date given, or the earliest of its members. Refuses a date beyond a member
 * (`lot-outlives-member`) and a lot with neither (`lot-without-expiry`).
 */
export function lotExpiry(
  given: IsoDate | null,
  members: readonly MemberDates[],
): Result<IsoDate, Refusal> {
  const first = firstEnding(members);
  if (first === undefined) {
    return given === null
      ? err(
          refusal(
            'lot-without-expiry',
            'The lot has no expiry date.',
            'Enter the date on the certificate, or name the manufacturing lots that it was packed from.',
          ),
        )
      : ok(given);
  }
  const last = lastDayOfMember(first);
  if (given === null || given <= last) return ok(given ?? last);
  return err(
    refusal(
      'lot-outlives-member',
      `The lot cannot expire on ${dateInWords(given)}: manufacturing lot ${first.code} ends on ${dateInWords(last)}.`,
      `Enter ${dateInWords(last)} or earlier, or leave the date out to take the earliest of the members.`,
      members.map(
        (member) =>
          `${member.code}: expires ${dateInWords(member.expiry)}` +
          (member.retest === null ? '' : `, retest due ${dateInWords(member.retest)}`),
      ),
    ),
  );
}
