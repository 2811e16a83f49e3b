import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Opening } from '../../contracts/custody.ts';
import { openingState } from '../../domain/custody/opening.ts';
import { looksUnder, openingByCode } from '../../store/queries/custody-rows.ts';
import type { OpeningRecord } from '../../store/queries/custody-rows.ts';
import { latestTime } from '../../store/queries/latest-time.ts';
import type { QueryContext } from '../handlers.ts';

/**
 * The time by which openings end: never before the latest entry since the clock was last confirmed, so that no clock
 * that was set back prolongs one. Those granted before that are over.
 */
export function custodyTime({ db, now }: Pick<QueryContext, 'db' | 'now'>): Instant {
  const latest = latestTime(db);
  return latest !== undefined && latest > now.instant ? latest : now.instant;
}

/** Openings as everybody sees them, from an allow-list of fields. */
export function openingViews(
  context: Pick<QueryContext, 'db' | 'now' | 'actor'>,
  records: readonly OpeningRecord[],
): readonly Opening[] {
  const looks = looksUnder(
    context.db,
    records.map(({ id }) => id),
  );
  const time = custodyTime(context);
  return records.map((record) => ({
    code: record.code,
    part: record.part,
    use: record.use,
    list: record.list,
    state: openingState(record, time),
    requestedBy: record.printedName,
    isMine: record.user === context.actor.user,
    requestedAt: record.requestedAt,
    reason: record.reason,
    answeredBy: record.answeredName,
    answeredAt: record.answeredAt,
    until: record.until,
    closedAt: record.closedAt,
    looks: looks
      .filter(({ opening }) => opening === record.id)
      .map(({ printedName, at, what, rows }) => ({ by: printedName, at, what, rows })),
  }));
}

export const openingView = (
  context: Pick<QueryContext, 'db' | 'now' | 'actor'>,
  record: OpeningRecord,
): Opening => openingViews(context, [record])[0] as Opening;

/** An opening by its code, or the refusal `opening-unknown`. */
export function findOpening(
  { db }: Pick<QueryContext, 'db'>,
  code: string,
): Result<OpeningRecord, Refusal> {
  const found = openingByCode(db, code);
  if (found !== undefined) return ok(found);
  return err(
    refusal('opening-unknown', `There is no opening ${code}.`, 'Choose one of the register.'),
  );
}
