import type { IsoDate } from '../../base/iso-date.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { LabelSelection } from '../../contracts/labels.ts';
import { labelsOfKits, kitsToLabel } from '../../store/queries/label-rows.ts';
import { numbersOfCampaign, numbersOfLot } from '../../store/queries/label-rows.ts';
import type { LabelledKit } from '../../store/queries/label-rows.ts';
import { lotIdOf } from '../../store/queries/kit-rows.ts';
import { kitsOfShipment } from '../../store/queries/shipment-rows.ts';
import { openCampaign } from '../campaigns/find-campaign.ts';
import type { QueryContext } from '../handlers.ts';
import { firstOf, namedKits } from '../named-kits.ts';
import { todayIn } from '../queries/kit-view.ts';
import { placeScope } from '../queries/scope.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';
import type { KitOnLabel } from './label-values.ts';

/** States in which a kit is in the hands of somebody who can put a label on it. */
const labelledStates: readonly string[] = [
  'in-production',
  'at-depot',
  'reserved',
  'at-site',
  'quarantined',
  'pre-quarantined',
];

/** More would make one file that no printer takes. */
const mostKits = 50_000;

export interface ChosenKits {
  /** In the order of their numbers, which says nothing of what is in them. */
  readonly kits: readonly KitOnLabel[];
  /** Labels that each kit was issued before, by number. */
  readonly issued: ReadonlyMap<string, number>;
  readonly campaign: string | null;
  /** Why other kits of the choice get no label, one sentence each. */
  readonly leftOut: readonly string[];
}

interface Choice {
  readonly numbers: readonly string[];
  readonly campaign: { readonly code: string; readonly expiry: IsoDate } | null;
}

const unknownLot = (lot: string): Refusal =>
  refusal('lot-unknown', `There is no lot ${lot}.`, 'Choose a lot of the study.');

function numbersChosen(context: QueryContext, by: LabelSelection): Result<Choice, Refusal> {
  const { db } = context;
  if (by.by === 'numbers') {
    const named = namedKits(db, by.numbers);
    if (!named.ok) return named;
    return ok({ numbers: named.value.map(({ number }) => number), campaign: null });
  }
  if (by.by === 'lot') {
    if (lotIdOf(db, by.lot) === null) return err(unknownLot(by.lot));
    return ok({ numbers: numbersOfLot(db, by.lot, by.place ?? null), campaign: null });
  }
  if (by.by === 'shipment') {
    const shipment = visibleShipment(context, by.shipment);
    if (!shipment.ok) return shipment;
    const kits = kitsOfShipment(db, shipment.value.id);
    return ok({ numbers: kits.map(({ number }) => number), campaign: null });
  }
  const campaign = openCampaign(db, by.campaign);
  if (!campaign.ok) return campaign;
  const { id, code, expiry } = campaign.value;
  return ok({
    numbers: numbersOfCampaign(db, id, by.place ?? null),
    campaign: { code, expiry },
  });
}

/** Why each of these kits cannot be labelled now, by its number. */
function hindrances(
  context: QueryContext,
  kits: readonly LabelledKit[],
  campaign: Choice['campaign'],
): ReadonlyMap<string, string> {
  const { places, visible } = placeScope(context);
  const own = context.actor.sites;
  const today = todayIn(context.now);
  const found = new Map<string, string>();
  for (const { number, state, place, expiryDay } of kits) {
    const at = places.get(place);
    const isOwn = own.length === 0 || (at !== undefined && own.includes(at.code));
    const expiry = campaign?.expiry ?? isoDateFromEpochDay(expiryDay);
    if (visible?.includes(place) === false || !isOwn) {
      found.set(number, `${number} is at ${at?.code ?? 'another place'}.`);
    } else if (!labelledStates.includes(state)) {
      found.set(number, `${number} is ${state}.`);
    } else if (at !== undefined && expiry < today(at.zone)) {
      found.set(number, `${number} expired on ${expiry}.`);
    }
  }
  return found;
}

const notToLabel = (because: readonly string[], kits: number): Refusal =>
  refusal(
    'kits-not-to-label',
    `${because.length} of ${kits} kits cannot get a label; none was issued.`,
    'Choose kits that are at hand and not expired.',
    firstOf(because),
  );

const none = (onlyWithout: boolean): Refusal =>
  refusal(
    'no-kits-to-label',
    onlyWithout ? 'All of these kits have labels.' : 'There are no kits in this choice.',
    onlyWithout ? 'Choose all of them, with a reason, to label them again.' : 'Choose other kits.',
  );

const tooMany = (count: number): Refusal =>
  refusal(
    'too-many-labels',
    `${count} kits at once are more than ${mostKits}.`,
    'Choose one place of the lot at a time.',
  );

/**
 * The kits that a person chose for labels, in the order of their numbers. Kits of a lot, shipment or extension
 * that nobody could label now are left out, with the reason; kits named one by one are refused instead
 * (`kits-not-to-label`), and so is a choice in which nothing is left.
 */
export function chooseKits(
  context: QueryContext,
  by: LabelSelection,
  onlyWithout: boolean,
): Result<ChosenKits, Refusal> {
  const chosen = numbersChosen(context, by);
  if (!chosen.ok) return chosen;
  const { campaign, numbers } = chosen.value;
  const issued = labelsOfKits(context.db, numbers);
  const wanted = onlyWithout ? numbers.filter((number) => !issued.has(number)) : numbers;
  if (wanted.length === 0) return err(none(onlyWithout && numbers.length > 0));
  if (wanted.length > mostKits) return err(tooMany(wanted.length));
  const all = kitsToLabel(context.db, wanted);
  const hindered = hindrances(context, all, campaign);
  const kits = all.filter(({ number }) => !hindered.has(number));
  const leftOut = [...hindered.values()];
  if (kits.length === 0 || (by.by === 'numbers' && leftOut.length > 0)) {
    return err(notToLabel(leftOut, all.length));
  }
  return ok({
    issued,
    leftOut,
    campaign: campaign?.code ?? null,
    kits: kits.map(({ number, lot, expiryDay }) => ({
      number,
      lot,
      expiry: campaign?.expiry ?? isoDateFromEpochDay(expiryDay),
    })),
  });
}
