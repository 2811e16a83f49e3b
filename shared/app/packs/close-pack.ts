import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { envelopesOf, heldKits, packByCode, reservedKits } from '../../store/queries/pack-facts.ts';
import type { PackFacts } from '../../store/queries/pack-facts.ts';
import { openAssignmentsOfPack } from '../../store/queries/backup-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandHandler, QueryContext } from '../handlers.ts';
import { timeInWords } from '../queries/slip.ts';
import { packCard } from './pack-card.ts';
import { kitsAtEnd, packEnd, shownKits } from './shown-kits.ts';
import type { PackEnd } from './shown-kits.ts';
import { unknownPack } from './unknown-pack.ts';

function packIn(
  { db, now }: QueryContext,
  code: string,
  statuses: readonly PackFacts['status'][],
): Result<PackFacts, Refusal> {
  const pack = packByCode(db, code);
  if (pack === undefined) return err(unknownPack(code));
  if (statuses.includes(pack.status)) return ok(pack);
  return err(
    refusal(
      'pack-closed',
      `Pack ${code} was ${pack.status} on ${timeInWords(pack.statusAt as Instant, now.offsetMinutes)}.`,
      'Nothing is left to do with it; late records are still judged when they come home.',
    ),
  );
}

/** The site may not know of it: what it opens from now on is judged late when it comes home. */
export const revokePack: CommandHandler<'packs.revoke'> = (context, input) => {
  const pack = packIn(context, input.pack, ['issued']);
  if (!pack.ok) return pack;
  const signature = approvedBy(context, pack.value.digest);
  return ok({
    events: [
      {
        event: { kind: 'pack-revoked', body: { pack: input.pack } },
        reason: input.reason,
        signature,
      },
    ],
    value: packCard(context, {
      ...pack.value,
      status: 'revoked',
      statusAt: context.now.instant,
    }),
  });
};

/**
 * Ends a pack. Kits of all its envelopes that nobody opened are freed together: freed one by one with their subject,
 * a kit of a deeper layer would be known to be of the subject's type. Where the site could not give the pack back, nobody
 * knows what it opened last: its kits are set apart until they are counted.
 */
export const returnPack: CommandHandler<'packs.return'> = (context, input) => {
  const { db } = context;
  const found = packIn(context, input.pack, ['issued', 'revoked']);
  if (!found.ok) return found;
  const pack = found.value;
  const end = packEnd(context, pack);
  const stopped = returnRefusal(db, pack, { ...end, withoutSurrender: input.withoutSurrender });
  if (stopped !== null) return err(stopped);
  const unopened = envelopesOf(db, pack.id)
    .filter(({ state }) => state === 'out')
    .map(({ number }) => number);
  const signature = approvedBy(context, pack.digest);
  const body = {
    pack: pack.code,
    unopened,
    ...kitsAtEnd(end, {
      reserved: reservedKits(db, pack.id),
      held: heldKits(db, pack.id),
      shown: shownKits(context, pack),
    }),
  };
  return ok({
    events: [{ event: { kind: 'pack-returned', body }, reason: input.reason, signature }],
    value: packCard(context, {
      ...pack,
      status: 'returned',
      statusAt: context.now.instant,
      returned: pack.returned + unopened.length,
      kits: 0,
    }),
  });
};

function returnRefusal(
  db: SqlDatabase,
  pack: PackFacts,
  { isSurrendered, isCertain, withoutSurrender }: PackEnd & { readonly withoutSurrender: boolean },
): Refusal | null {
  const open = openAssignmentsOfPack(db, pack.code);
  if (open > 0) {
    return refusal(
      'pack-open-items',
      `${open} assignments of pack ${pack.code} wait for a decision.`,
      'Decide them at the reconciliation desk first; their kits must not be freed before. One whose record cannot come home is annotated or declared void there.',
    );
  }
  if (withoutSurrender || isCertain) return null;
  if (isSurrendered) {
    return refusal(
      'pack-record-incomplete',
      `A part of the record of ${pack.code} is missing, or another copy of its file did not give it back.`,
      'Import the rest first; or say that it cannot come: all kits of the pack are then set apart until they are counted.',
    );
  }
  return refusal(
    'pack-not-surrendered',
    `The site's record does not say that the unopened envelopes of ${pack.code} were given back.`,
    'Have the site give them back and import its record; or say that it no longer can, e.g. because its machine is lost.',
  );
}
