import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { accountKit, shipmentUnderWay } from '../../store/queries/account-kits.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { allPeople } from '../../store/queries/people.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { firstOf, namedKits } from '../named-kits.ts';

/** Kits that somebody typed or scanned, with what accountability knows of them. */
export function namedAccountKits(
  db: SqlDatabase,
  typed: readonly string[],
): Result<readonly AccountKit[], Refusal> {
  const named = namedKits(db, typed);
  if (!named.ok) return named;
  return ok(named.value.map(({ number }) => accountKit(db, number) as AccountKit));
}

/** All problems of a list of kits as one refusal, or null. */
export const kitsRefusal = (
  rule: string,
  problems: readonly string[],
  of: number,
  next: string,
): Refusal | null =>
  problems.length === 0
    ? null
    : refusal(
        rule,
        problems.length === 1 && of === 1
          ? `Kit ${problems[0]} Nothing was recorded.`
          : `${problems.length} of ${of} kits cannot be taken; nothing was recorded.`,
        next,
        firstOf(problems),
      );

/** Why a kit is not at hand: it is on its way; or null. */
export function onItsWay(db: SqlDatabase, { number }: AccountKit): string | null {
  const shipment = shipmentUnderWay(db, number);
  return shipment === undefined ? null : `${number}: is on its way in shipment ${shipment}.`;
}

/** Given to a subject, and what is left of it was never counted. */
export const isUncounted = ({ dispensedAt, returned }: AccountKit): boolean =>
  dispensedAt !== null && returned === null;

/** Whether a person who signs may act at a place: people of sites only at theirs. */
export function signerSiteRefusal(
  db: SqlDatabase,
  signer: { readonly user: string; readonly printedName: string },
  place: string,
): Refusal | null {
  const sites = allPeople(db).find(({ user }) => user === signer.user)?.sites ?? [];
  if (sites.length === 0 || sites.includes(place)) return null;
  return refusal(
    'not-your-site',
    `${signer.printedName} works for ${sites.join(', ')}, not for ${place}.`,
    'Have somebody of that place sign, or somebody who works for the whole study.',
  );
}

/** An active person by name, for those who become the owner of something. */
export function personRefusal(db: SqlDatabase, user: string): Result<string, Refusal> {
  const person = allPeople(db).find((known) => known.user === user);
  if (person?.status === 'active') return ok(person.user);
  return err(
    refusal(
      'owner-unknown',
      `Nobody with access is called ${user}.`,
      'Choose a person from the list of people of the study.',
    ),
  );
}
