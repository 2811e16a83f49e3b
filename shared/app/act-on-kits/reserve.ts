import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { blockInWords } from '../../domain/kit/kit-block.ts';
import { notChosenInWords } from '../../domain/kit/kit-selection.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { placeByCode, subjectByCode } from '../../store/queries/allocation-facts.ts';
import type { SubjectFacts } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { KitFacts } from '../../store/queries/kit-facts.ts';
import { kitOnShelf } from '../../store/queries/kit-on-shelf.ts';
import type { KitOnShelf } from '../../store/queries/kit-on-shelf.ts';
import { packOfKit } from '../../store/queries/pack-facts.ts';
import { reservationOf, reservedFor } from '../../store/queries/reservations.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { visitRefusal } from '../dispense/visit-refusal.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { dispensingRule } from '../kit-pick/dispensing-rule.ts';
import { firstOf, namedKits } from '../named-kits.ts';
import { kitTypeOf } from '../queries/unveil.ts';
import { requireSealer } from '../require-sealer.ts';
import { decideAction } from './decide.ts';
import { isUnderWay } from './under-way.ts';

/**
 * Keeps kits at the subject's site for one visit. They must be what the arm gets there and usable today, so that a
 * reservation never holds what could not be dispensed.
 */
export const reserveKits: CommandHandler<'kits.reserve'> = (context, input) => {
  const { definition } = currentDefinition(context.db);
  const subject = subjectByCode(context.db, input.subject);
  const stopped = visitRefusal(context, definition, subject, input);
  if (stopped !== null || subject === undefined) return err(stopped as Refusal);
  const kits = namedKits(context.db, input.numbers);
  if (!kits.ok) return kits;
  const states = decideAction(kits.value, 'reserve', isUnderWay(context));
  if (!states.ok) return err({ ...states.error, because: firstOf(states.error.because) });
  const problems = [
    ...unusable(context, subject, input.visit, kits.value),
    ...tooMany(context, subject, input.visit, kits.value),
  ];
  if (problems.length > 0) {
    return err(
      refusal(
        'kits-not-for-visit',
        `These kits cannot be kept for subject ${input.subject} at visit ${input.visit}; nothing was recorded.`,
        'Choose usable kits at the subject’s site, of what the visit needs.',
        firstOf(problems),
      ),
    );
  }
  const body = {
    kits: kits.value.map(({ number }) => number).sort(),
    states: states.value,
    subject: input.subject,
    visit: input.visit,
  };
  return ok({
    events: [{ event: { kind: 'kits-reserved', body }, reason: input.reason }],
    value: { reserved: body.kits.length },
  });
};

function unusable(
  { db, now }: CommandContext,
  subject: SubjectFacts,
  visit: string,
  kits: readonly KitFacts[],
): readonly string[] {
  const { definition } = currentDefinition(db);
  const site = placeByCode(db, subject.site);
  if (site === undefined) return [];
  const rule = dispensingRule({ definition, site, visit, now });
  const today = epochDayOf(rule.day);
  return kits.flatMap(({ number, place, placeName }): readonly string[] => {
    if (place !== subject.site) return [`${number}: is at ${placeName}, not at ${site.name}.`];
    const kit = kitOnShelf(db, number) as KitOnShelf;
    const why = blockInWords(kit.block);
    if (why !== null) return [`${number}: ${why}.`];
    if (lastAllowedDay(kit.expiryDay, rule.doNotDays, rule.isBoundaryDayAllowed) >= today)
      return [];
    const expiry = isoDateFromEpochDay(kit.expiryDay);
    return [
      notChosenInWords('past-window', { number, state: kit.state as KitState, expiry }, rule),
    ];
  });
}

/** Types that the visit does not need, or that would be reserved beyond its need. */
function tooMany(
  context: CommandContext,
  subject: SubjectFacts,
  visit: string,
  kits: readonly KitFacts[],
): readonly string[] {
  const { db } = context;
  const { definition } = currentDefinition(db);
  const arm = subject.veil ^ requireSealer(context).veilByte(subject.nonce, subject.position - 1);
  const lines =
    definition.visitKits.find((row) => row.visit === visit && row.arm === definition.arms[arm]?.id)
      ?.kits ?? [];
  const typeOf = (number: string): string =>
    kitTypeOf(db, context.sealer, kitOnShelf(db, number) as KitOnShelf) as string;
  const kept = reservedFor(db, subject.id, visit).map(({ number }) => number);
  const all = [...kept, ...kits.map(({ number }) => number)].map(typeOf);
  return [...new Set(all)].flatMap((kitType) => {
    const needed = lines.find((line) => line.kitType === kitType)?.count ?? 0;
    const wanted = all.filter((type) => type === kitType).length;
    return wanted <= needed
      ? []
      : [`${kitType}: the visit needs ${needed}, ${wanted} would be kept.`];
  });
}

const reservedByPack = (db: SqlDatabase, packed: readonly KitFacts[], all: number): Refusal =>
  refusal(
    'reserved-by-pack',
    `${packed.length} of ${all} kits lie in envelopes of a site on backup; nothing was recorded.`,
    'Close their pack when the site has given it back: that frees them.',
    firstOf(
      packed.map(({ number }) => `${number}: lies in an envelope of ${packOfKit(db, number)}.`),
    ),
  );

/** Back to the shelf; kits that a shipment or a pack holds are freed by it alone. */
export const unreserveKits: CommandHandler<'kits.unreserve'> = (context, input) => {
  const kits = namedKits(context.db, input.numbers);
  if (!kits.ok) return kits;
  const states = decideAction(kits.value, 'release-reservation', isUnderWay(context));
  if (!states.ok) return err({ ...states.error, because: firstOf(states.error.because) });
  const packed = kits.value.filter(({ isPacked }) => isPacked === 1);
  if (packed.length > 0) return err(reservedByPack(context.db, packed, kits.value.length));
  const others = kits.value.filter(({ number }) => reservationOf(context.db, number) === undefined);
  if (others.length > 0) {
    return err(
      refusal(
        'reserved-by-shipment',
        `${others.length} of ${kits.value.length} kits are set aside for a shipment; nothing was recorded.`,
        'Pick that shipment again without them, or cancel it.',
        firstOf(others.map(({ number }) => `${number}: is set aside for a shipment.`)),
      ),
    );
  }
  const body = {
    action: 'release-reservation' as const,
    kits: kits.value.map(({ number }) => number),
    states: states.value,
  };
  return ok({
    events: [{ event: { kind: 'kits-changed', body }, reason: input.reason }],
    value: { changed: body.kits.length },
  });
};
