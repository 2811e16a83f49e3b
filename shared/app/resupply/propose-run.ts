import { epochMsOf } from '../../base/instant.ts';
import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ResupplyLine, SiteProposal } from '../../contracts/resupply-proposal.ts';
import { offsetMinutesAt } from '../../domain/place/local-day.ts';
import { effectiveResupply } from '../../domain/stock/resupply-settings.ts';
import type { EffectiveResupply, ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { transportDays } from '../../engine/supply/resupply/calendar.ts';
import type { SupplyCalendar } from '../../engine/supply/resupply/calendar.ts';
import { proposeSite } from '../../engine/supply/resupply/propose-site.ts';
import type { LineInput, SiteInput, SiteStart } from '../../engine/supply/resupply/propose-site.ts';
import { shareDepotInDetail } from '../../engine/supply/resupply/share-depot.ts';
import type { Claim, DepotStock, Share } from '../../engine/supply/resupply/share-depot.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { allPlaces } from '../../store/queries/places.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { suppliedPlaces } from '../../store/queries/resupply-facts.ts';
import { unknownPlace } from '../actor-place.ts';
import type { QueryContext } from '../handlers.ts';
import type { Sealer } from '../ports.ts';
import { demandFacts } from './demand-facts.ts';
import type { DemandFacts } from './demand-facts.ts';
import { placeOf } from './settings.ts';
import { stockFacts } from './stock-facts.ts';
import type { StockFacts } from './stock-facts.ts';

/** A time of the day as its minute. */
export const minuteOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const epochDays = (days: readonly string[]): number[] =>
  days.map((day) => epochDayOf(day as IsoDate));

/** The calendar of a study in the numbers of the rule, with the holidays of a country where one is named. */
export function calendarOf(
  settings: ResupplySettings,
  leadDays: number,
  country?: string,
): SupplyCalendar {
  const { runWeekdays, workWeekdays, holidays, cutOff } = settings.calendar;
  const receiving = settings.countries.find((row) => row.country === country)?.holidays;
  return {
    runWeekdays,
    workWeekdays,
    holidays: epochDays(holidays),
    ...(receiving === undefined ? {} : { arrivalHolidays: epochDays(receiving) }),
    cutOffMinute: minuteOf(cutOff),
    leadDays,
  };
}

/** What is read once for a run or a comparison. */
export interface RunFacts {
  readonly context: QueryContext;
  readonly definition: StudyDefinition;
  readonly settings: ResupplySettings;
  readonly stock: StockFacts;
  readonly demand: DemandFacts;
  readonly supplied: ReadonlySet<number>;
  readonly places: ReadonlyMap<string, PlaceRecord>;
}

export type KeyedContext = QueryContext & { readonly sealer: Sealer };

/** Reads stock, subjects and places once. */
export function readFacts(context: KeyedContext, settings: ResupplySettings): RunFacts {
  const { definition } = currentDefinition(context.db);
  return {
    context,
    definition,
    settings,
    stock: stockFacts(context),
    demand: demandFacts(context, definition),
    supplied: suppliedPlaces(context.db),
    places: new Map(allPlaces(context.db).map((place) => [place.code, place])),
  };
}

/** The named sites, or all; refuses a name that the study does not have. */
export function chosenSites(
  definition: StudyDefinition,
  only: readonly string[] | undefined,
): Result<readonly Site[], Refusal> {
  const stranger = only?.find((code) => !definition.sites.some(({ id }) => id === code));
  if (stranger !== undefined) return err(unknownPlace(stranger));
  return ok(definition.sites.filter(({ id }) => only?.includes(id) ?? true));
}

/** What a run would send now to the named sites, or to all. */
export function proposeRun(
  context: KeyedContext,
  settings: ResupplySettings,
  only: readonly string[] | undefined,
): Result<readonly SiteProposal[], Refusal> {
  const sites = chosenSites(currentDefinition(context.db).definition, only);
  if (!sites.ok) return sites;
  const facts = readFacts(context, settings);
  return ok(
    grant(
      facts,
      sites.value.map((site) => proposalOf(facts, site)),
    ),
  );
}

export type Site = StudyDefinition['sites'][number];

interface Ungranted {
  readonly proposal: SiteProposal;
  /** Kits that expire earlier may not be sent; infinite when nothing can be. */
  readonly firstExpiryDay: number;
  readonly country: string;
}

function proposalOf(facts: RunFacts, site: Site): Ungranted {
  const place = facts.places.get(site.id) as PlaceRecord;
  const effective = effectiveAt(facts, site);
  const { values } = effective[0] as EffectiveResupply;
  const { triggersAt, scope, pooling } = values;
  const lines = effective.map((one, type) => lineOf(facts, place, one, type));
  const start = startOf(facts, place, { initialOn: values.initialOn, lines });
  const input: SiteInput = { rule: { triggersAt, scope, pooling }, start, lines };
  const way = wayOf(facts, site, values.leadDays);
  const { minimumShelfLifeDays } = values;
  const firstExpiryDay =
    way === null ? Infinity : facts.stock.firstExpiryDay({ ...way, minimumShelfLifeDays });
  const dates = (day: number | undefined): IsoDate | null =>
    day === undefined ? null : isoDateFromEpochDay(day);
  const proposal = {
    site: site.id,
    start,
    initialOn: values.initialOn,
    rule: input.rule,
    dispatch: dates(way?.dispatchDay),
    arrival: dates(way?.arrivalDay),
    sendsFromExpiry: way === null ? null : isoDateFromEpochDay(firstExpiryDay),
    lines: linesWithArithmetic(facts, { site, place }, input, effective),
  };
  return { proposal, firstExpiryDay, country: site.country };
}

function linesWithArithmetic(
  facts: RunFacts,
  { site, place }: { readonly site: Site; readonly place: PlaceRecord },
  input: SiteInput,
  effective: readonly EffectiveResupply[],
): ResupplyLine[] {
  const countsFromExpiry = isoDateFromEpochDay(facts.stock.countsFrom(place));
  return proposeSite(input).map((arithmetic, type) => {
    const { rule, stock, demand } = input.lines[type] as LineInput;
    return {
      site: site.id,
      depot: site.depot,
      kitType: facts.definition.kitTypes[type]?.id as string,
      rule: { ...rule, origin: effective[type]?.origins.levels ?? 'study' },
      stock: { ...stock, notCounted: facts.stock.notCounted(place, type) },
      countsFromExpiry,
      demand,
      arithmetic,
      granted: 0,
    };
  });
}

/** The settings in force for each kit type at a site. */
export const effectiveAt = (facts: RunFacts, site: Site): readonly EffectiveResupply[] =>
  facts.definition.kitTypes.map((kitType) =>
    effectiveResupply(facts.settings, placeOf(site, kitType.id)),
  );

/** A site starts until it received anything, by a shipment or otherwise. */
export function startOf(
  facts: RunFacts,
  place: PlaceRecord,
  given: {
    readonly initialOn: string;
    readonly lines: readonly Pick<LineInput, 'stock'>[];
  },
): SiteStart {
  if (place.status !== 'active') return 'waiting';
  const { hasSubjects, hasScreened } = facts.demand;
  if (given.initialOn === 'first-randomized' && !hasSubjects(place.id)) return 'waiting';
  if (given.initialOn === 'first-screened' && !hasScreened(place.id)) return 'waiting';
  const hasKits = given.lines.some(({ stock }) => stock.onHand > 0);
  return hasKits || facts.supplied.has(place.id) ? 'running' : 'initial';
}

function lineOf(
  { stock, demand }: RunFacts,
  place: PlaceRecord,
  { values }: EffectiveResupply,
  kitType: number,
): LineInput {
  const { levels, packSize, packRounding, initialStock } = values;
  const today = stock.today(place);
  const expected = (days: number): number =>
    demand.expected({ site: place.id, kitType, today, days, settings: values });
  const isFixed = levels.kind === 'min-max';
  return {
    rule: { levels, packSize, packRounding, initialStock },
    stock: stock.siteStock(place, kitType),
    demand: {
      triggerMilli: isFixed ? 0 : expected(levels.triggerDays),
      resupplyMilli: isFixed ? 0 : expected(levels.resupplyDays),
    },
  };
}

function wayOf(facts: RunFacts, site: Site, leadDays: number) {
  const depot = facts.places.get(site.depot) as PlaceRecord;
  const { instant } = facts.context.now;
  const minutes = Math.floor(epochMsOf(instant) / 60_000) + offsetMinutesAt(instant, depot.zone);
  const run = { day: facts.stock.today(depot), minute: ((minutes % 1440) + 1440) % 1440 };
  const calendar = calendarOf(facts.settings, leadDays, site.country);
  const days = transportDays(calendar, run);
  if (days === null) return null;
  const to = facts.places.get(site.id) as PlaceRecord;
  return { site: to, dispatchDay: days.dispatch, arrivalDay: days.arrival };
}

/** Free kits of each depot by type, in the order in which `sourceOf` counts. */
export const depotStocks = (facts: StockAtDepots): readonly (readonly DepotStock[])[] =>
  facts.definition.depots.flatMap(({ id }) =>
    facts.definition.kitTypes.map((_, type) =>
      facts.stock.depotStock(facts.places.get(id) as PlaceRecord, type),
    ),
  );

type StockAtDepots = Pick<RunFacts, 'definition' | 'places' | 'stock'>;

/** Index of a depot and a kit type together. */
export const sourceOf = (
  { depots, kitTypes }: StudyDefinition,
  { depot, kitType }: Pick<ResupplyLine, 'depot' | 'kitType'>,
): number =>
  depots.findIndex(({ id }) => id === depot) * kitTypes.length +
  kitTypes.findIndex(({ id }) => id === kitType);

/** Shares what depots have among all lines; no line gets what may not be shipped to its site. */
function grant(facts: RunFacts, sites: readonly Ungranted[]): readonly SiteProposal[] {
  const claims = sites.flatMap(({ proposal, firstExpiryDay, country }) =>
    proposal.lines.map((line): Claim => ({
      source: sourceOf(facts.definition, line),
      ordered: line.arithmetic.ordered,
      packSize: line.rule.packSize,
      margin: line.arithmetic.available - line.arithmetic.trigger,
      firstExpiryDay,
      destination: country,
    })),
  );
  const shares = shareDepotInDetail(claims, depotStocks(facts));
  const totals = claimTotals(claims);
  let at = 0;
  return sites.map(({ proposal }) => ({
    ...proposal,
    lines: proposal.lines.map((line) => {
      const { usable, left, turn, granted } = shares[at] as Share;
      const total = totals.get(claims[at]?.source ?? -1) ?? { claims: 0, asked: 0 };
      at += 1;
      return { ...line, share: { usable, left, turn, ...total }, granted };
    }),
  }));
}

interface ClaimTotal {
  readonly claims: number;
  readonly asked: number;
}

/** How many lines ask a source, and for how many kits. */
function claimTotals(claims: readonly Claim[]): ReadonlyMap<number, ClaimTotal> {
  const totals = new Map<number, ClaimTotal>();
  for (const { source, ordered } of claims) {
    if (ordered === 0) continue;
    const former = totals.get(source) ?? { claims: 0, asked: 0 };
    totals.set(source, { claims: former.claims + 1, asked: former.asked + ordered });
  }
  return totals;
}
