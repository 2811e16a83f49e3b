import { epochDayOf } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { effectiveDoNotDays } from '../../domain/lot/do-not-days.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { CountryCode, SiteId, StudyDefinition } from '../../domain/study/study-definition.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import { extendedElsewhere } from '../../store/queries/campaign-facts.ts';
import { heldBecause, pickKits } from '../kit-pick/pick-kits.ts';
import type { Because, PickedKit, PickRequest } from '../kit-pick/pick-kits.ts';
import type { TieSource } from '../kit-pick/tied-kits.ts';
import type { KitTypeLine } from '../kit-type-lines.ts';
import { firstOf } from '../named-kits.ts';
import type { Moment } from '../ports.ts';

/** What is to be filled: first-expiring kits within do-not-ship for the destination. */
export interface ShipmentLines {
  readonly definition: StudyDefinition;
  readonly from: PlaceFacts;
  readonly to: PlaceFacts;
  readonly lines: readonly KitTypeLine[];
  readonly now: Moment;
}

export interface PickedLine {
  readonly kitType: string;
  readonly kits: readonly PickedKit[];
  readonly because: readonly Because[];
}

/** First-expiring kits of every line, or the refusal `not-enough-kits` that tells of every short line why. */
export function pickLines(
  source: TieSource,
  wanted: ShipmentLines,
): Result<readonly PickedLine[], Refusal> {
  const picked: PickedLine[] = [];
  const short: { readonly line: KitTypeLine; readonly why: Refusal }[] = [];
  const elsewhere = extendedElsewhere(source.db, wanted.from.id, wanted.to.country);
  const except = new Set(elsewhere.keys());
  for (const line of wanted.lines) {
    const pick = pickKits(source, { ...pickRequest(wanted, line), except });
    if (pick.ok) picked.push({ kitType: line.kitType, ...pick.value });
    else short.push({ line, why: pick.error });
  }
  if (short.length === 0) return ok(picked);
  const lacking = short.map(({ line }) => `${line.count} of ${line.kitType}`).join(', ');
  return err(
    refusal(
      'not-enough-kits',
      `${wanted.from.name} cannot send ${lacking}; nothing was sent.`,
      'Ask for fewer, receive more kits, or release quarantined ones.',
      firstOf([
        ...short.flatMap(({ why }) => [why.message, ...why.because]),
        ...unapprovedWords(elsewhere, wanted.to.country),
      ]),
    ),
  );
}

/** Do-not-ship as it holds for the destination; the day is that of the place that ships. */
export function shippingRule(wanted: Omit<ShipmentLines, 'lines'>): PickRequest['wanted'] {
  const { definition, from, to, now } = wanted;
  const { days, origin } = effectiveDoNotDays(definition.selection, 'ship', {
    country: to.country as CountryCode,
    ...(to.kind === 'site' ? { site: to.code as SiteId } : {}),
  });
  return {
    purpose: 'ship',
    day: localDay(now.instant, from.zone),
    doNotDays: days,
    origin,
    isBoundaryDayAllowed: definition.selection.isBoundaryDayAllowed,
  };
}

/** Kits of the types asked for that stand at the place and that nobody may take now, each with why. */
export const heldOfLines = (source: TieSource, wanted: ShipmentLines): readonly Because[] =>
  wanted.lines.flatMap((line) => heldBecause(source, pickRequest(wanted, line)));

function pickRequest(wanted: ShipmentLines, line: KitTypeLine): Omit<PickRequest, 'except'> {
  const { definition, from } = wanted;
  const rule = shippingRule(wanted);
  return {
    place: { id: from.id, name: from.name },
    kitType: {
      index: definition.kitTypes.findIndex(({ id }) => id === line.kitType),
      name: line.kitType,
    },
    count: line.count,
    day: epochDayOf(rule.day),
    wanted: rule,
    tie: definition.selection.tie,
  };
}

/** How many kits stay because their extension is not approved where they would go; no number, which would tell types. */
function unapprovedWords(
  elsewhere: ReadonlyMap<number, string>,
  country: string,
): readonly string[] {
  const campaigns = [...new Set(elsewhere.values())];
  return campaigns.map(
    (code) =>
      `Kits extended by campaign ${code} stay: the extension is not approved in ${country}.`,
  );
}
