import { epochDayOf } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { effectiveDoNotDays } from '../../domain/lot/do-not-days.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { CountryCode, SiteId, StudyDefinition } from '../../domain/study/study-definition.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { unknownPlace } from '../actor-place.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { pickKits } from '../kit-pick/pick-kits.ts';
import type { PickedKit, PickRequest } from '../kit-pick/pick-kits.ts';
import { kitTypeLinesRefusal } from '../kit-type-lines.ts';
import type { KitTypeLine } from '../kit-type-lines.ts';
import { firstOf } from '../named-kits.ts';
import { requireSealer } from '../require-sealer.ts';
import { routeRefusal, shortageRefusal } from './decide.ts';
import type { Shortage } from './decide.ts';

/** First-expiring kits of each type within do-not-ship for the destination: everything asked for, or nothing. */
export const sendKits: CommandHandler<'kits.send'> = (context, input) => {
  const from = placeByCode(context.db, input.from);
  const to = placeByCode(context.db, input.to);
  if (from === undefined) return err(unknownPlace(input.from));
  if (to === undefined) return err(unknownPlace(input.to));
  const { definition } = currentDefinition(context.db);
  const stopped = routeRefusal(from, to) ?? kitTypeLinesRefusal(definition, input.quantities);
  if (stopped !== null) return err(stopped);
  const picked = pickLines(context, { definition, from, to, lines: input.quantities });
  if (!picked.ok) return picked;
  // In the order of the numbers: the order of the request would group kits of one type.
  const numbers = picked.value.map(({ number }) => number).sort();
  const body = { from: from.code, to: to.code, kits: numbers };
  return ok({ events: [{ event: { kind: 'kits-sent', body } }], value: { numbers } });
};

interface Wanted {
  readonly definition: StudyDefinition;
  readonly from: PlaceFacts;
  readonly to: PlaceFacts;
  readonly lines: readonly KitTypeLine[];
}

function pickLines(context: CommandContext, wanted: Wanted): Result<readonly PickedKit[], Refusal> {
  const source = { db: context.db, sealer: requireSealer(context) };
  const kits: PickedKit[] = [];
  const short: Shortage[] = [];
  for (const line of wanted.lines) {
    const picked = pickKits(source, requestOf(context, wanted, line));
    if (picked.ok) kits.push(...picked.value.kits);
    else short.push({ kitType: line.kitType, needed: line.count, refusal: picked.error });
  }
  if (short.length === 0) return ok(kits);
  const refused = shortageRefusal(wanted.from, short);
  return err({ ...refused, because: firstOf(refused.because) });
}

/** Do-not-ship as it holds for the destination; the day is that of the place that ships. */
function requestOf(context: CommandContext, wanted: Wanted, line: KitTypeLine): PickRequest {
  const { definition, from, to } = wanted;
  const day = localDay(context.now.instant, from.zone);
  const { days, origin } = effectiveDoNotDays(definition.selection, 'ship', {
    country: to.country as CountryCode,
    ...(to.kind === 'site' ? { site: to.code as SiteId } : {}),
  });
  return {
    place: { id: from.id, name: from.name },
    kitType: {
      index: definition.kitTypes.findIndex(({ id }) => id === line.kitType),
      name: line.kitType,
    },
    count: line.count,
    day: epochDayOf(day),
    wanted: {
      purpose: 'ship',
      day,
      doNotDays: days,
      origin,
      isBoundaryDayAllowed: definition.selection.isBoundaryDayAllowed,
    },
    tie: definition.selection.tie,
    except: new Set(),
  };
}
