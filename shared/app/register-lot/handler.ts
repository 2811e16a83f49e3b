import { dateInWords, parseIsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { lotExpiry } from '../../store/queries/lot-facts.ts';
import type { CommandHandler } from '../handlers.ts';

/** Registers a packaging lot. A lot has one expiry date for good; extensions are their own step. */
export const registerLot: CommandHandler<'lots.register'> = (context, input) => {
  const expiry = parseIsoDate(input.expiry);
  if (!expiry.ok) return expiry;
  const known = lotExpiry(context.db, input.lot);
  if (known !== undefined) {
    return err(
      refusal(
        'lot-registered',
        `Lot ${input.lot} is registered already; it expires ${dateInWords(known)}.`,
        'Use the lot as it is, or give the new lot another name.',
      ),
    );
  }
  const body = { lot: input.lot, expiry: expiry.value };
  return ok({ events: [{ event: { kind: 'lot-registered', body } }], value: {} });
};
