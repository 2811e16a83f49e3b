import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { nextKitState } from '../../domain/kit/kit-state.ts';
import type { KitAction, KitState, PlaceKind } from '../../domain/kit/kit-state.ts';
import type { KitFacts } from '../../store/queries/kit-facts.ts';
import { kitsOfShipment, openShipmentOf } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord, ShippedKit } from '../../store/queries/shipment-rows.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { firstOf, namedKits } from '../named-kits.ts';
import { shipmentFor } from './shipment-facts.ts';

export type Condition = 'acceptable' | 'damaged' | 'missing';

interface Judged {
  readonly number: string;
  readonly condition: Condition;
}

/** Loggers after which usable kits wait in quarantine for a decision. */
const suspect: ReadonlySet<string> = new Set(['alarmed', 'not-found']);

/**
 * Receives kits one by one. Usable ones land on the shelf, or in quarantine when the logger raised an alarm or is
 * missing; what no list named is kept apart. Kits that were not named stay in transit.
 */
export const receiveShipment: CommandHandler<'shipments.receive'> = (context, input) => {
  const shipment = shipmentFor(context, input.shipment, 'receive-part', 'to');
  if (!shipment.ok) return shipment;
  if (shipment.value.loggerResult === 'alarmed' && input.logger !== 'alarmed') {
    return err(alarmedBefore(shipment.value.code, input.logger));
  }
  const judged = input.kits.map(({ number, condition }) => ({
    number: typedKitNumber(number),
    condition,
  }));
  const landed = landingStates(context, shipment.value, judged, suspect.has(input.logger));
  if (!landed.ok) return landed;
  const extra = extraStates(context, shipment.value, input.extra);
  if (!extra.ok) return extra;
  const { open, states } = landed.value;
  const body = {
    shipment: input.shipment,
    kits: judged.map(({ number }) => number),
    conditions: judged.map(({ condition }) => condition),
    states,
    extra: extra.value.map(({ number }) => number),
    extraStates: extra.value.map(({ state }) => state),
    logger: input.logger,
    closes: open === 0,
    note: input.note,
  };
  const quarantined = [...states, ...body.extraStates].filter((state) => state === 'quarantined');
  return ok({
    events: [{ event: { kind: 'shipment-received', body } }],
    value: { received: judged.length, quarantined: quarantined.length, open },
  });
};

/** One logger watched the whole box: its alarm holds for the kits that are taken out of it later. */
const alarmedBefore = (code: string, said: string): Refusal =>
  refusal(
    'logger-alarmed-before',
    `Kits of shipment ${code} were received with the logger alarmed; it cannot be "${said}" now. Nothing was recorded.`,
    'Say that the logger raised an alarm: these kits wait in quarantine with the others for a decision.',
  );

function landingStates(
  context: CommandContext,
  shipment: ShipmentRecord,
  judged: readonly Judged[],
  isSuspect: boolean,
): Result<{ readonly states: readonly KitState[]; readonly open: number }, Refusal> {
  const expected = new Map(
    kitsOfShipment(context.db, shipment.id)
      .filter(({ condition }) => condition === null)
      .map((kit) => [kit.number, kit]),
  );
  const problems: string[] = [];
  const states: KitState[] = [];
  const seen = new Set<string>();
  for (const { number, condition } of judged) {
    const kit = expected.get(number);
    if (kit === undefined || seen.has(number)) {
      problems.push(
        `${number}: ${seen.has(number) ? 'is named twice' : 'is not open in this shipment'}.`,
      );
      continue;
    }
    seen.add(number);
    states.push(landingState(kit, condition, shipment.toKind, isSuspect));
  }
  if (problems.length === 0) return ok({ states, open: expected.size - judged.length });
  return err(
    refusal(
      'kits-not-in-shipment',
      `${problems.length} of ${judged.length} kits do not belong to shipment ${shipment.code}; nothing was recorded.`,
      'Name them as extra kits when they were in the box; check the numbers otherwise.',
      firstOf(problems),
    ),
  );
}

function landingState(
  kit: ShippedKit,
  condition: Condition,
  place: PlaceKind,
  isSuspect: boolean,
): KitState {
  if (condition === 'missing') return step(kit.state, 'report-missing', place);
  if (kit.state !== 'in-transit') {
    // A returned kit stays returned when its box is damaged: its units were counted already.
    const damaged = nextKitState(kit.state, 'report-damaged', place);
    return condition === 'damaged' && damaged.ok ? damaged.value : kit.state;
  }
  if (condition === 'damaged') return step(kit.state, 'report-damaged', place);
  return step(kit.state, isSuspect ? 'quarantine' : 'receive', place);
}

function step(state: KitState, action: KitAction, place: PlaceKind): KitState {
  const next = nextKitState(state, action, place);
  if (!next.ok) throw new Error(next.error.message);
  return next.value;
}

/** Kits of the study that were in the box without being on the list: into quarantine, where they can be. */
function extraStates(
  context: CommandContext,
  shipment: ShipmentRecord,
  typed: readonly string[],
): Result<readonly { readonly number: string; readonly state: KitState }[], Refusal> {
  if (typed.length === 0) return ok([]);
  const kits = namedKits(context.db, typed);
  if (!kits.ok) return kits;
  const judged = kits.value.map((kit) => ({ kit, next: quarantined(kit, shipment) }));
  const problems = judged.flatMap(({ kit, next }) => {
    if (openShipmentOf(context.db, kit.number) === shipment.code) {
      return [`${kit.number}: is on the list of this shipment; say its condition there.`];
    }
    return next.ok ? [] : [`${kit.number}: ${next.error.message}`];
  });
  if (problems.length > 0) {
    return err(
      refusal(
        'extra-kit-impossible',
        `${problems.length} extra kits cannot be in this box; nothing was recorded.`,
        'Check the numbers; ask the sender where these kits are.',
        firstOf(problems),
      ),
    );
  }
  return ok(
    judged.map(({ kit, next }) => ({
      number: kit.number,
      state: (next as { value: KitState }).value,
    })),
  );
}

function quarantined(kit: KitFacts, shipment: ShipmentRecord): Result<KitState, Refusal> {
  if (kit.state === 'quarantined') return ok(kit.state);
  // What was missing is found, wherever it turns up.
  const action = kit.state === 'missing' ? 'find' : 'quarantine';
  return nextKitState(kit.state, action, shipment.toKind);
}
