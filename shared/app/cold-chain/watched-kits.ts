import { epochMsOf, instantFromEpochMs } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WatchedInput } from '../../contracts/cold-chain-parts.ts';
import type { TimeWindow } from '../../engine/temperature/clip-spans.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { countKits } from '../../store/queries/kit-counts.ts';
import { kitsPresent, receivedAt, stillThere } from '../../store/queries/kit-presence.ts';
import { kitsOfShipment } from '../../store/queries/shipment-rows.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { QueryContext } from '../handlers.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';

/** A kit that the logger watched, and for how long. */
export interface WatchedKit {
  readonly id: number;
  readonly number: string;
  readonly lot: string;
  readonly window: TimeWindow;
}

/** What was watched, resolved. `window` is the longest time that any kit was there. */
export interface Watched {
  readonly shipment: string | null;
  readonly place: string | null;
  readonly window: TimeWindow;
  readonly kits: readonly WatchedKit[];
}

/** More kits than this are not judged in one go. */
const mostKits = 50_000;

const seconds = (instant: string): number => Math.floor(epochMsOf(instant as Instant) / 1000);

const emptyWindow = (): Refusal =>
  refusal(
    'no-time-watched',
    'The time that was watched ends before it begins.',
    'Correct its beginning and its end.',
  );

const tooManyKits = (found: number): Refusal =>
  refusal(
    'too-many-kits',
    `${found} kits were there at that time; ${mostKits} are the most that one file can judge.`,
    'Narrow the time that was watched; a place with more kits needs a logger for each of its parts.',
  );

/** Shipment and its kits, from dispatch to receipt, or as far as the readings go while it is on its way. */
function shipmentKits(
  context: QueryContext,
  code: string,
  given: WatchedInput,
  span: TimeWindow | null,
): Result<Watched, Refusal> {
  const found = visibleShipment(context, code);
  if (!found.ok) return found;
  const { dispatchedAt, id } = found.value;
  const from = given.from ?? (dispatchedAt === null ? undefined : seconds(dispatchedAt));
  if (from === undefined) {
    return err(
      refusal(
        'shipment-not-dispatched',
        `Shipment ${code} has not been dispatched, so its logger has watched nothing yet.`,
        'Import the file when the shipment has arrived.',
      ),
    );
  }
  const now = seconds(context.now.instant);
  const to = given.to ?? receivedAt(context.db, code) ?? span?.to ?? now;
  if (to <= from) return err(emptyWindow());
  const window = { from, to };
  const kits = kitsOfShipment(context.db, id).map((kit) => ({
    id: kit.id,
    number: kit.number,
    lot: kit.lot,
    window,
  }));
  return ok({ shipment: code, place: null, window, kits });
}

/** A place and the kits that were there during the readings, each for as long as it was there. */
function placeKits(
  context: QueryContext,
  code: string,
  given: WatchedInput,
  span: TimeWindow | null,
): Result<Watched, Refusal> {
  const foreign = foreignPlace(context.actor, code);
  if (foreign !== null) return err(foreign);
  const place = placeByCode(context.db, code);
  if (place === undefined) return err(unknownPlace(code));
  const from = given.from ?? span?.from;
  const to = given.to ?? span?.to;
  if (from === undefined || to === undefined) {
    return err(
      refusal(
        'time-watched-unknown',
        'The file has no times of its own.',
        'Say from when until when the logger watched the place.',
      ),
    );
  }
  if (to <= from) return err(emptyWindow());
  const here = countKits(context.db, { places: [place.id], states: stillThere });
  if (here > mostKits) return err(tooManyKits(here));
  const fromInstant = instantFromEpochMs(from * 1000);
  const present = kitsPresent(context.db, place.id, { from, to, fromInstant });
  if (present.length > mostKits) return err(tooManyKits(present.length));
  const kits = present.map(({ id, number, lot, since, until }) => ({
    id,
    number,
    lot,
    window: { from: Math.max(from, since), to: Math.min(to, until ?? to) },
  }));
  return ok({ shipment: null, place: code, window: { from, to }, kits });
}

/** What a logger watched, as the person said; null when nobody said. */
export function watchedKits(
  context: QueryContext,
  given: WatchedInput,
  span: TimeWindow | null,
): Result<Watched | null, Refusal> {
  if (given.shipment !== undefined && given.place !== undefined) {
    return err(
      refusal(
        'shipment-or-place',
        'A logger travelled with a shipment or stood at a place, not both.',
        'Choose one of them.',
      ),
    );
  }
  if (given.shipment !== undefined) return shipmentKits(context, given.shipment, given, span);
  if (given.place !== undefined) return placeKits(context, given.place, given, span);
  return ok(null);
}
