import type { IsoDate } from '../../base/iso-date.ts';
import { dateInWords, parseIsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { lotExpiry as expiryOfLot } from '../../domain/lot/lot-dates.ts';
import type { MemberDates } from '../../domain/lot/lot-dates.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { lotExpiry, manufacturingLot } from '../../store/queries/lot-facts.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';

/** Registers a manufacturing lot; which kit type it became is sealed. */
export const registerManufacturingLot: CommandHandler<'lots.registerManufacturing'> = (
  context,
  input,
) => {
  const { kitTypes } = currentDefinition(context.db).definition;
  if (!kitTypes.some(({ id }) => id === input.kitType)) {
    return err(
      refusal(
        'unknown-kit-type',
        `The study has no kit type ${input.kitType}.`,
        `Choose one of: ${kitTypes.map(({ id }) => id).join(', ')}.`,
      ),
    );
  }
  const known = manufacturingLot(context.db, input.lot);
  if (known !== undefined) return err(isRegistered(input.lot, known.expiry));
  const dates = parsed([input.expiry, input.retest]);
  if (!dates.ok) return dates;
  const body = { lot: input.lot, expiry: input.expiry, retest: input.retest ?? null };
  return ok({
    events: [
      {
        event: { kind: 'manufacturing-lot-registered', body },
        secret: { kitType: input.kitType },
      },
    ],
    value: {},
  });
};

/** Registers a packaging lot. Its date is the one given or the earliest of its members; extensions are their own step. */
export const registerLot: CommandHandler<'lots.register'> = (context, input) => {
  const known = lotExpiry(context.db, input.lot);
  if (known !== undefined) return err(isRegistered(input.lot, known));
  const dates = parsed([input.expiry, input.retest]);
  if (!dates.ok) return dates;
  const members = membersNamed(context, input.members);
  if (!members.ok) return members;
  const retest = input.retest === undefined ? [] : [retestOf(input.lot, input.retest as IsoDate)];
  const expiry = expiryOfLot((input.expiry as IsoDate | undefined) ?? null, [
    ...members.value,
    ...retest,
  ]);
  if (!expiry.ok) return expiry;
  const body = {
    lot: input.lot,
    expiry: expiry.value,
    ...(members.value.length === 0 ? {} : { members: members.value.map(({ code }) => code) }),
    ...(input.retest === undefined ? {} : { retest: input.retest }),
    ...(input.labelGroup === undefined ? {} : { labelGroup: input.labelGroup }),
    ...(input.status === 'released' ? {} : { status: input.status }),
  };
  return ok({
    events: [{ event: { kind: 'lot-registered', body } }],
    value: { expiry: expiry.value },
  });
};

/** A retest date of the packaging lot bounds its date like a member that ends then. */
const retestOf = (lot: string, retest: IsoDate): MemberDates => ({
  code: `${lot} (retest)`,
  expiry: retest,
  retest: null,
});

function parsed(dates: readonly (string | undefined)[]): Result<null, Refusal> {
  for (const date of dates) {
    const read = date === undefined ? null : parseIsoDate(date);
    if (read !== null && !read.ok) return read;
  }
  return ok(null);
}

const isRegistered = (lot: string, expiry: IsoDate): Refusal =>
  refusal(
    'lot-registered',
    `Lot ${lot} is registered already; it expires ${dateInWords(expiry)}.`,
    'Use the lot as it is, or give the new lot another name.',
  );

function membersNamed(
  { db }: CommandContext,
  codes: readonly string[],
): Result<readonly MemberDates[], Refusal> {
  const members = [...new Set(codes)].map((code) => ({ code, found: manufacturingLot(db, code) }));
  const unknown = members.filter(({ found }) => found === undefined).map(({ code }) => code);
  if (unknown.length === 0) return ok(members.flatMap(({ found }) => found ?? []));
  return err(
    refusal(
      'manufacturing-lot-unknown',
      `No manufacturing lot is called ${unknown.join(', ')}.`,
      'Register it first, with its expiry and retest date.',
    ),
  );
}
