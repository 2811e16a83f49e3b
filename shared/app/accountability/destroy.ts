import { canonicalJson } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { dateInWords } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { commonUnits } from '../../domain/accountability/visit-units.ts';
import { nextKitState } from '../../domain/kit/kit-state.ts';
import type { KitAction, KitState, PlaceKind } from '../../domain/kit/kit-state.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { nextNumberOf } from '../../store/queries/account-papers.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { openShipmentOf } from '../../store/queries/shipment-rows.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { firstOf } from '../named-kits.ts';
import { isUncounted, kitsRefusal, namedAccountKits, signerSiteRefusal } from './account-facts.ts';

/** What a subject still holds, or brought back uncounted, is never destroyed. */
export function unreturnedRefusal(kits: readonly AccountKit[]): Refusal | null {
  const unreturned = kits.filter(isUncounted);
  if (unreturned.length === 0) return null;
  return refusal(
    'destroy-unreturned',
    `${unreturned.length} of ${kits.length} kits were dispensed, and what is left of them was never counted; nothing was recorded.`,
    'Take them back and count their units first, or leave them out.',
    firstOf(
      unreturned.map(
        ({ number, subject, state }) =>
          `${number}: dispensed to subject ${subject}, ${state === 'dispensed' ? 'not returned' : 'returned without a count'}.`,
      ),
    ),
  );
}

/** States after a step towards destruction, or why a kit cannot take it. */
function steps(
  context: CommandContext,
  kits: readonly AccountKit[],
  action: KitAction,
): Result<readonly KitState[], Refusal> {
  const unreturned = unreturnedRefusal(kits);
  if (unreturned !== null) return err(unreturned);
  const problems: string[] = [];
  const states = kits.map((kit): KitState => {
    const open = openShipmentOf(context.db, kit.number);
    const kind = placeByCode(context.db, kit.placeCode)?.kind as PlaceKind;
    const next = nextKitState(kit.state, action, kind);
    if (open !== undefined) problems.push(`${kit.number}: is in shipment ${open}.`);
    else if (!next.ok) problems.push(`${kit.number}: ${next.error.message} ${next.error.next}`);
    return next.ok ? next.value : kit.state;
  });
  const stopped = kitsRefusal(
    'kit-transition',
    problems,
    kits.length,
    'Leave these kits out, or set them aside for destruction first.',
  );
  return stopped === null ? ok(states) : err(stopped);
}

/** Kits that wait for their destruction: unusable, expired or returned ones. */
export const setAside: CommandHandler<'accountability.setAside'> = (context, input) => {
  const named = namedAccountKits(context.db, input.numbers);
  if (!named.ok) return named;
  for (const { placeCode } of named.value) {
    const foreign = foreignPlace(context.actor, placeCode);
    if (foreign !== null) return err(foreign);
  }
  const states = steps(context, named.value, 'await-destruction');
  if (!states.ok) return states;
  const body = {
    action: 'await-destruction' as const,
    kits: named.value.map(({ number }) => number),
    states: states.value,
  };
  return ok({
    events: [{ event: { kind: 'kits-changed', body }, reason: input.reason }],
    value: { changed: named.value.length },
  });
};

/** Destroys kits set aside at a place. The signature is that of a second person who saw it. */
export const destroyKits: CommandHandler<'accountability.destroy'> = (context, input) => {
  const place = placeByCode(context.db, input.place);
  if (place === undefined) return err(unknownPlace(input.place));
  const named = namedAccountKits(context.db, input.numbers);
  if (!named.ok) return named;
  const kits = named.value;
  const stopped =
    foreignPlace(context.actor, place.code) ??
    witnessRefusal(context, place) ??
    dayRefusal(context, place, input.on) ??
    placeRefusal(kits, place);
  if (stopped !== null) return err(stopped);
  const states = steps(context, kits, 'destroy');
  if (!states.ok) return states;
  return ok(destroyed(context, input, place, kits));
};

function destroyed(
  context: CommandContext,
  input: ParsedInputOf<'accountability.destroy'>,
  place: PlaceFacts,
  kits: readonly AccountKit[],
) {
  const common = commonUnits(currentDefinition(context.db).definition);
  const destruction = `DX-${String(nextNumberOf(context.db, 'destruction')).padStart(5, '0')}`;
  const body = {
    destruction,
    place: place.code,
    kits: kits.map(({ number }) => number),
    units: kits.map(({ returned }) => returned ?? common),
    method: input.method,
    on: input.on,
    note: input.note,
  };
  const signature = approvedBy(context, toHex(context.ports.sha256(canonicalJson(body))));
  return {
    events: [{ event: { kind: 'kits-destroyed' as const, body }, signature }],
    value: { destruction, kits: kits.length },
  };
}

function witnessRefusal(context: CommandContext, place: PlaceFacts): Refusal | null {
  const witness = approvedBy(context, '');
  if (witness.user === context.actor.user) {
    return refusal(
      'second-signer',
      `${witness.printedName} records the destruction and cannot be its witness as well.`,
      'The signature must be that of another person who saw it.',
    );
  }
  return signerSiteRefusal(context.db, witness, place.code);
}

function dayRefusal(
  { now }: CommandContext,
  place: PlaceFacts,
  day: ParsedInputOf<'accountability.destroy'>['on'],
): Refusal | null {
  const today = localDay(now.instant, place.zone);
  if (day <= today) return null;
  return refusal(
    'day-in-future',
    `${day} is after today (${dateInWords(today)} at ${place.code}).`,
    'Record the destruction when it is done, with its day.',
  );
}

const placeRefusal = (kits: readonly AccountKit[], place: PlaceFacts): Refusal | null =>
  kitsRefusal(
    'kit-elsewhere',
    kits
      .filter(({ placeCode }) => placeCode !== place.code)
      .map(({ number, placeCode }) => `${number}: is at ${placeCode}, not at ${place.code}.`),
    kits.length,
    'Leave these kits out, or choose the place where they are.',
  );
