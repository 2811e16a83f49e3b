import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { knownSubjectCode, placeByCode } from '../../store/queries/allocation-facts.ts';
import { screeningByCode } from '../../store/queries/screening-rows.ts';
import type { ScreeningRecord } from '../../store/queries/screening-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { foreignPlace } from '../actor-place.ts';
import type { CommandHandler } from '../handlers.ts';
import { siteRefusal } from '../site-refusal.ts';

/** A number is used once, by whoever was screened or randomized with it first. */
function takenRefusal(db: SqlDatabase, subject: string): Refusal | null {
  const screened = screeningByCode(db, subject);
  const randomized = knownSubjectCode(db, subject);
  if (screened === undefined && randomized === undefined) return null;
  const because =
    screened === undefined
      ? `${randomized} is randomized.`
      : `${screened.code} entered screening at ${screened.siteCode} on ${screened.screenedAt}.`;
  return refusal(
    'subject-number-taken',
    `Subject number ${subject} is in use.`,
    'Check the number; a rescreened person gets a new subject number.',
    [because],
  );
}

/** Opens the record of a subject. */
export const screenSubject: CommandHandler<'subjects.screen'> = (context, { subject, site }) => {
  const stopped =
    siteRefusal(placeByCode(context.db, site), site) ??
    foreignPlace(context.actor, site) ??
    takenRefusal(context.db, subject);
  if (stopped !== null) return err(stopped);
  const body = { subject, site };
  return ok({ events: [{ event: { kind: 'subject-screened', body } }], value: {} });
};

const failureRefusal = (found: ScreeningRecord | undefined, subject: string): Refusal | null => {
  if (found === undefined) {
    return refusal(
      'subject-not-in-screening',
      `No subject ${subject} is in screening at your sites.`,
      'Check the number.',
    );
  }
  if (found.status === 'screened') return null;
  return refusal(
    'subject-not-in-screening',
    `Subject ${found.code} is ${found.status === 'randomized' ? 'randomized' : 'a screen failure already'}.`,
    found.status === 'randomized' ? 'Withdraw the subject instead.' : 'Nothing is left to do.',
  );
};

/** Closes the record of a subject that is not randomized. */
export const failScreening: CommandHandler<'subjects.failScreening'> = (context, input) => {
  const found = screeningByCode(context.db, input.subject);
  const isForeign = found !== undefined && foreignPlace(context.actor, found.siteCode) !== null;
  const stopped = failureRefusal(isForeign ? undefined : found, input.subject);
  if (stopped !== null || found === undefined) return err(stopped as Refusal);
  const event = { kind: 'subject-screen-failed', body: { subject: found.code } } as const;
  return ok({ events: [{ event, reason: input.reason }], value: {} });
};

/** Why somebody cannot be randomized here by what screening says, or null. */
export function screeningRefusal(
  db: SqlDatabase,
  given: { readonly subject: string; readonly site: string },
): Refusal | null {
  const found = screeningByCode(db, given.subject);
  if (found === undefined) return null;
  if (found.status === 'screen-failed') {
    return refusal(
      'subject-screen-failed',
      `Subject ${found.code} failed screening.`,
      'A rescreened person gets a new subject number.',
      found.failedBecause === null ? [] : [found.failedBecause],
    );
  }
  const differs = found.code !== given.subject || found.siteCode !== given.site;
  if (found.status === 'randomized' || !differs) return null;
  return refusal(
    'subject-screened-elsewhere',
    `Subject ${found.code} is in screening at ${found.siteCode}.`,
    `Randomize ${found.code} at ${found.siteCode}, written like this, or give a new subject number.`,
  );
}
