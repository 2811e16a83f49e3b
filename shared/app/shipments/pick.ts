import { fromHex } from '../../base/hex.ts';
import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { blockInWords } from '../../domain/kit/kit-block.ts';
import { notChosenInWords } from '../../domain/kit/kit-selection.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { chacha20Stream } from '../../engine/prng/random-stream.ts';
import { extendedElsewhere } from '../../store/queries/campaign-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { kitBudget } from '../../store/queries/kit-legs.ts';
import { kitsOfShipment } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import { kitOnShelf } from '../../store/queries/kit-on-shelf.ts';
import type { KitOnShelf } from '../../store/queries/kit-on-shelf.ts';
import type { CommandContext, CommandHandler, QueryHandler } from '../handlers.ts';
import type { KitTypeLine } from '../kit-type-lines.ts';
import { byNumber, firstOf, namedKits } from '../named-kits.ts';
import { outOfBudget } from '../kit-pick/limited-kits.ts';
import { tieSource } from '../kit-pick/tie-source.ts';
import { kitTypeOf } from '../queries/unveil.ts';
import { openSecret } from '../open-secret.ts';
import { heldOfLines, pickLines, shippingRule } from './pick-lines.ts';
import { routeBetween, shipmentFor, visibleShipment } from './shipment-facts.ts';
import type { Route } from './shipment-facts.ts';
import type { RequestSecret } from './request.ts';
import { freedStates } from './freed-states.ts';
import { travellingStates } from './travelling-states.ts';

/** What was asked for, by type, if the session may know. Announced returns name kits instead and ask for no types. */
export function requestSecretOf(
  context: Pick<CommandContext, 'db' | 'sealer'>,
  shipment: ShipmentRecord,
): RequestSecret | null {
  const row = context.db
    .prepare('SELECT sealed IS NOT NULL AS has FROM ledger WHERE sequence = ?')
    .get<{ has: number }>(shipment.entry);
  if (context.sealer === null || row?.has !== 1) return null;
  return openSecret(context.db, context.sealer, shipment.entry) as unknown as RequestSecret;
}

export const proposePick: QueryHandler<'shipments.proposePick'> = (context, input) => {
  const shipment = visibleShipment(context, input.shipment);
  if (!shipment.ok) return shipment;
  const route = routeBetween(context.db, {
    from: shipment.value.fromCode,
    to: shipment.value.toCode,
  });
  if (!route.ok) return route;
  const asked = requestSecretOf(context, shipment.value);
  if (asked === null) return err(namedKitsOnly);
  const { definition } = currentDefinition(context.db);
  const ties = chacha20Stream(fromHex(asked.ties));
  const source = tieSource(context, ties.below);
  const wanted = { definition, ...route.value, lines: asked.lines, now: context.now };
  const picked = pickLines(source, wanted);
  if (!picked.ok) return picked;
  return ok({
    kits: picked.value.flatMap(({ kitType, kits }) =>
      kits.map(({ number, lot, expiry }) => ({
        number,
        lot,
        expiry,
        kitType,
        ...budgetLeft(context, number),
      })),
    ),
    because: [...picked.value.flatMap(({ because }) => because), ...heldOfLines(source, wanted)],
  });
};

/** What is left of the stability budget of a kit that may be picked. */
function budgetLeft({ db }: Pick<CommandContext, 'db'>, number: string) {
  const known = kitBudget(db, number);
  const day = known?.limitDay ?? null;
  return {
    budgetSeconds: known?.remaining ?? null,
    useBy: day === null || day === 0 ? null : isoDateFromEpochDay(day),
  };
}

const namedKitsOnly = refusal(
  'no-lines',
  'This shipment was announced with its kits; there is nothing to pick.',
  'Pack it.',
);

/** Reserves the scanned kits. They must fill the lines exactly, stand at the place, and be within do-not-ship. */
export const pickShipment: CommandHandler<'shipments.pick'> = (context, input) => {
  const shipment = shipmentFor(context, input.shipment, 'pick', 'from');
  if (!shipment.ok) return shipment;
  const route = routeBetween(context.db, {
    from: shipment.value.fromCode,
    to: shipment.value.toCode,
  });
  if (!route.ok) return route;
  const asked = requestSecretOf(context, shipment.value);
  if (asked === null) return err(namedKitsOnly);
  const named = namedKits(context.db, input.numbers);
  if (!named.ok) return named;
  const kits = byNumber(named.value);
  const numbers = kits.map(({ number }) => number);
  const fits = fillsLines(context, route.value, asked.lines, numbers);
  if (!fits.ok) return fits;
  const states = travellingStates(context.db, kits, {
    from: shipment.value.fromCode,
    shipment: shipment.value.code,
  });
  if (!states.ok) return states;
  const freed = freedStates(
    kitsOfShipment(context.db, shipment.value.id),
    shipment.value.fromKind,
    numbers,
  );
  return ok({
    events: [
      {
        event: {
          kind: 'shipment-picked',
          body: { shipment: shipment.value.code, kits: numbers, states: states.value, ...freed },
        },
      },
    ],
    value: { picked: numbers.length },
  });
};

function fillsLines(
  context: CommandContext,
  route: Route,
  lines: readonly KitTypeLine[],
  numbers: readonly string[],
): Result<null, Refusal> {
  const kits = numbers.map((number) => kitOnShelf(context.db, number) as KitOnShelf);
  const types = kits.map((kit) => kitTypeOf(context.db, context.sealer, kit) as string);
  const problems = [
    ...keptKits(context, route, kits),
    ...lateKits(context, route, kits),
    ...shortKits(context, route, kits),
    ...kits.flatMap(({ number }, i) =>
      lines.some(({ kitType }) => kitType === types[i])
        ? []
        : [`${number}: no line of the shipment asks for its type.`],
    ),
    ...lines.flatMap(({ kitType, count }) => {
      const scanned = types.filter((type) => type === kitType).length;
      return scanned === count ? [] : [`${kitType}: ${scanned} scanned, ${count} asked for.`];
    }),
  ];
  if (problems.length === 0) return ok(null);
  return err(
    refusal(
      'pick-does-not-fit',
      'The scanned kits do not fill the shipment; nothing was reserved.',
      'Take the proposed kits, or correct the scan.',
      firstOf(problems),
    ),
  );
}

/** Kits that their lot, a missing new label, or an extension not approved where they would go keeps, in words. */
function keptKits(
  { db }: CommandContext,
  { from, to }: Route,
  kits: readonly KitOnShelf[],
): readonly string[] {
  const elsewhere = extendedElsewhere(db, from.id, to.country);
  return kits.flatMap(({ id, number, block }) => {
    const why = blockInWords(block);
    const campaign = elsewhere.get(id);
    return [
      ...(why === null ? [] : [`${number}: ${why}.`]),
      ...(campaign === undefined
        ? []
        : [`${number}: its extension (campaign ${campaign}) is not approved in ${to.country}.`]),
    ];
  });
}

/** Kits whose stability budget is too short for the way, in words. */
function shortKits(
  context: CommandContext,
  route: Route,
  kits: readonly KitOnShelf[],
): readonly string[] {
  const { definition } = currentDefinition(context.db);
  const rule = shippingRule({ definition, ...route, now: context.now });
  return outOfBudget(context.db, kits, epochDayOf(rule.day), rule);
}

/** Kits past do-not-ship for the destination, in words. */
function lateKits(
  context: CommandContext,
  route: Route,
  kits: readonly KitOnShelf[],
): readonly string[] {
  const { definition } = currentDefinition(context.db);
  const rule = shippingRule({ definition, ...route, now: context.now });
  const today = epochDayOf(rule.day);
  return kits
    .filter(
      ({ expiryDay }) =>
        lastAllowedDay(expiryDay, rule.doNotDays, rule.isBoundaryDayAllowed) < today,
    )
    .map(({ number, state, expiryDay }) =>
      notChosenInWords(
        'past-window',
        { number, state: state as KitState, expiry: isoDateFromEpochDay(expiryDay) },
        rule,
      ),
    );
}
