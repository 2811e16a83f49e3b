import { err, ok } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { compareNights } from '../../engine/supply/resupply/nights/compare-nights.ts';
import type { ComparedSite } from '../../engine/supply/resupply/nights/compare-nights.ts';
import type { NightRules } from '../../engine/supply/resupply/nights/simulate-site.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import type { QueryHandler } from '../handlers.ts';
import { doNotDaysAt } from '../queries/stock-cells.ts';
import { requireSealer } from '../require-sealer.ts';
import { leakOfSettings } from './leak-of-settings.ts';
import { calendarOf, chosenSites, effectiveAt, readFacts, startOf } from './propose-run.ts';
import type { RunFacts, Site } from './propose-run.ts';
import { settingsInForce, settingsRefusal } from './settings.ts';

/** Histories of the blind-leak check beside a comparison. */
const leakHistories = 10;

export const compareResupply: QueryHandler<'resupply.compare'> = (context, input) => {
  const inForce = settingsInForce(context.db);
  if (!inForce.ok) return inForce;
  const sealer = requireSealer(context);
  const before = readFacts({ ...context, sealer }, inForce.value.body.settings);
  const wrong = settingsRefusal(before.definition, input.settings);
  if (wrong !== null) return err(wrong);
  const sites = chosenSites(before.definition, input.sites);
  if (!sites.ok) return sites;
  const after: RunFacts = { ...before, settings: input.settings };
  const compared = sites.value.map((site) => comparedSite({ before, after }, site, input.nights));
  const { nights, replicates, seed } = input;
  return ok({
    nights,
    replicates,
    seed,
    ...compareNights(compared, { replicates, seed }),
    leak: leaksOf(before, input.settings, seed),
  });
};

function leaksOf(
  { definition, demand, settings }: RunFacts,
  other: ResupplySettings,
  seed: number,
): OutputOf<'resupply.compare'>['leak'] {
  const run = { histories: leakHistories, seed };
  const before = leakOfSettings(definition, demand.plan, settings.study, run);
  const after = leakOfSettings(definition, demand.plan, other.study, run);
  if (before === null || after === null) return null;
  return { before, after };
}

function comparedSite(
  facts: { readonly before: RunFacts; readonly after: RunFacts },
  site: Site,
  nights: number,
): ComparedSite {
  const { before } = facts;
  const place = before.places.get(site.id) as PlaceRecord;
  const types = before.definition.kitTypes.map((_, type) => type);
  const stocks = types.map((type) => before.stock.siteStock(place, type));
  return {
    before: rulesOf(before, site, place),
    after: rulesOf(facts.after, site, place),
    subjects: before.demand.subjects(place.id),
    begin: {
      today: before.stock.today(place),
      nights,
      shelf: types.map((type) => before.stock.shelf(place, type)),
      coming: stocks.map(({ inTransit, requested }) => inTransit + requested),
      freshLastDay: types.map((type) => freshLastDay(before, site, place, type)),
    },
  };
}

function rulesOf(facts: RunFacts, site: Site, place: PlaceRecord): NightRules {
  const effective = effectiveAt(facts, site);
  const [first] = effective;
  if (first === undefined) throw new Error('a study without kit types');
  const { values } = first;
  const stocks = effective.map((_, type) => ({ stock: facts.stock.siteStock(place, type) }));
  const { triggersAt, scope, pooling, demandOf, newSubjectsPerDay, dropoutPerDay } = values;
  return {
    rule: { triggersAt, scope, pooling },
    lines: effective.map(({ values: { levels, packSize, packRounding, initialStock } }) => ({
      levels,
      packSize,
      packRounding,
      initialStock,
    })),
    plan: { ...facts.demand.plan, dropoutPerDay },
    demandOf,
    newSubjectsPerDay,
    calendar: calendarOf(facts.settings, values.leadDays),
    start: startOf(facts, place, { initialOn: values.initialOn, lines: stocks }),
  };
}

/** Kits sent from now on are as the latest that the depot has; without any they do not end. */
function freshLastDay(facts: RunFacts, site: Site, place: PlaceRecord, type: number): number {
  const depot = facts.places.get(site.depot) as PlaceRecord;
  const latest = facts.stock.depotStock(depot, type).at(-1);
  if (latest === undefined) return Infinity;
  const { days } = doNotDaysAt(facts.definition, place, 'dispense');
  return lastAllowedDay(latest.expiryDay, days, facts.definition.selection.isBoundaryDayAllowed);
}
