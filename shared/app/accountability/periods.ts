import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { dateInWords } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { AccountPeriodRow } from '../../contracts/accountability.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { accountRecord, accountSignatures } from '../../store/queries/account-period.ts';
import type { AccountPeriod, AccountSignature } from '../../store/queries/account-period.ts';
import { findings } from '../../store/queries/account-findings.ts';
import type { FindingRow } from '../../store/queries/account-findings.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, CommandHandler, QueryContext, QueryHandler } from '../handlers.ts';
import { firstOf } from '../named-kits.ts';
import { placeScope } from '../queries/scope.ts';
import { signerSiteRefusal } from './account-facts.ts';

/** The record of a period as it is now, and who signed it. A signature stands while the digest is the same. */
function periodRow(
  { db, ports }: Pick<QueryContext, 'db' | 'ports'>,
  place: PlaceFacts,
  days: { readonly from: IsoDate; readonly until: IsoDate },
  signatures: readonly AccountSignature[],
): AccountPeriodRow {
  const period: AccountPeriod = { place: place.id, zone: place.zone, ...days };
  const record = accountRecord(db, period);
  const signedText = { place: place.code, ...days, ...record };
  const digest = toHex(ports.sha256(canonicalJson(signedText as unknown as Json)));
  const own = signatures.filter(({ from, until }) => from === days.from && until === days.until);
  return {
    place: place.code,
    ...days,
    digest,
    facts: Object.values(record).reduce((sum, rows) => sum + rows.length, 0),
    status: statusOf(own, digest),
    signatures: own.map(({ part, printedName, meaning, at, digest: signed }) => ({
      part,
      printedName,
      meaning,
      at,
      stands: signed === digest,
    })),
  };
}

function statusOf(
  signatures: readonly AccountSignature[],
  digest: string,
): AccountPeriodRow['status'] {
  const standing = signatures.filter((signature) => signature.digest === digest);
  const parts = new Set(standing.map(({ part }) => part));
  if (parts.size === 2) return 'signed';
  if (parts.size === 1) return 'half-signed';
  return signatures.length === 0 ? 'unsigned' : 'changed';
}

/** Periods that anybody signed, latest first, as they stand now. */
export function periodsOf(
  context: Pick<QueryContext, 'db' | 'ports'>,
  place: PlaceFacts,
): readonly AccountPeriodRow[] {
  const signatures = accountSignatures(context.db, place.id);
  const days = new Map(
    signatures.map(({ from, until }) => [`${until} ${from}`, { from, until }] as const),
  );
  return [...days]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([, period]) => periodRow(context, place, period, signatures));
}

export const accountabilityPeriods: QueryHandler<'accountability.periods'> = (context, input) => {
  const place = visiblePlace(context, input.place);
  if (!place.ok) return place;
  const { from, until } = input;
  const periods = [...periodsOf(context, place.value)];
  if (from === undefined || until === undefined) return ok({ periods, proposed: null });
  const days = { from: from as IsoDate, until: until as IsoDate };
  const wrong = daysRefusal(context, place.value, days);
  if (wrong !== null) return err(wrong);
  const signatures = accountSignatures(context.db, place.value.id);
  return ok({ periods, proposed: periodRow(context, place.value, days, signatures) });
};

function visiblePlace(context: QueryContext, code: string): Result<PlaceFacts, Refusal> {
  const place = placeByCode(context.db, code);
  const { visible } = placeScope(context);
  if (place === undefined || visible?.includes(place.id) === false) return err(unknownPlace(code));
  return ok(place);
}

function daysRefusal(
  { now }: Pick<QueryContext, 'now'>,
  place: PlaceFacts,
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): Refusal | null {
  const today = localDay(now.instant, place.zone);
  if (from > until) {
    return refusal('period-backwards', `${from} is after ${until}.`, 'Exchange the two days.');
  }
  if (until <= today) return null;
  return refusal(
    'day-in-future',
    `${until} is after today (${dateInWords(today)} at ${place.code}).`,
    'Sign for days that are over, up to today.',
  );
}

/** Pharmacist and monitor sign the same record, one after the other; monitoring is done by quality assurance. */
export const signPeriod: CommandHandler<'accountability.sign'> = (context, input) => {
  const place = placeByCode(context.db, input.place);
  if (place === undefined) return err(unknownPlace(input.place));
  const days = { from: input.from as IsoDate, until: input.until as IsoDate };
  const signer = approvedBy(context, '');
  const part = signer.role === 'qa' ? 'monitor' : 'pharmacist';
  const signatures = accountSignatures(context.db, place.id);
  const now = periodRow(context, place, days, signatures);
  const stopped =
    foreignPlace(context.actor, place.code) ??
    signerSiteRefusal(context.db, signer, place.code) ??
    daysRefusal(context, place, days) ??
    openCounts(context, place, days) ??
    signedAlready(signatures, now, signer);
  if (stopped !== null) return err(stopped);
  const signature = approvedBy(context, now.digest);
  const body = { place: place.code, ...days, part } as const;
  const { printedName, meaning, at } = signer;
  const own: AccountPeriodRow['signatures'][number] = {
    part,
    printedName,
    meaning,
    at,
    stands: true,
  };
  return ok({
    events: [{ event: { kind: 'accountability-signed', body }, signature }],
    value: {
      ...now,
      status: now.status === 'half-signed' ? 'signed' : 'half-signed',
      signatures: [...now.signatures, own],
    },
  });
};

/** Returned kits of the period that were counted once only, or differently, without a discrepancy for it. */
function openCounts(
  { db }: CommandContext,
  place: PlaceFacts,
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): Refusal | null {
  const isInPeriod = ({ at }: FindingRow): boolean => {
    const day = localDay(at as never, place.zone);
    return day >= from && day <= until;
  };
  const open = findings(db, [place.id]).filter(
    (row) =>
      (row.kind === 'second-count' || row.kind === 'counts-differ') &&
      row.discrepancy === null &&
      isInPeriod(row),
  );
  if (open.length === 0) return null;
  return refusal(
    'not-reconciled',
    `${open.length} returned kits of ${place.code} in this period are not reconciled.`,
    'Count them a second time, or raise a discrepancy.',
    firstOf(
      open.map(({ number, kind, first, second }) =>
        kind === 'second-count'
          ? `${number}: counted once only (${first} units).`
          : `${number}: counted ${first}, then ${second} units.`,
      ),
    ),
  );
}

function signedAlready(
  signatures: readonly AccountSignature[],
  now: AccountPeriodRow,
  signer: { readonly user: string; readonly printedName: string; readonly role: string },
): Refusal | null {
  const standing = signatures.filter(({ digest }) => digest === now.digest);
  const part = signer.role === 'qa' ? 'monitor' : 'pharmacist';
  const earlier = standing.find((one) => one.user === signer.user || one.part === part);
  if (earlier === undefined) return null;
  return refusal(
    'second-signer',
    `${earlier.printedName} has signed this record as ${earlier.part} already.`,
    `It needs the signature of another person, as ${earlier.part === 'monitor' ? 'pharmacist' : 'monitor (quality assurance)'}.`,
  );
}
