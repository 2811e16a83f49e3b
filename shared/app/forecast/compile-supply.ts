import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import { defaultRunAt, effectiveResupply } from '../../domain/stock/resupply-settings.ts';
import type { LotModel, SupplyModel, SupplySite } from '../../engine/forecast/model.ts';
import { dayIn } from './compile-recruitment.ts';
import type { NamedSite, ScenarioSite } from './scenario-sites.ts';

type Lead = ForecastScenario['transport']['lead'];

/** A lot and where it stands in the scenario. */
export interface OrderedLot {
  readonly index: number;
  readonly lot: ForecastScenario['lots'][number];
}

/** Lots as the engine has them: those of a kit type together, first expiring first. */
export const orderedLots = (scenario: ForecastScenario): readonly OrderedLot[] => {
  const types = scenario.kitTypes.map(({ id }) => id as string);
  return scenario.lots
    .map((lot, index) => ({ lot, index }))
    .toSorted(
      (a, b) =>
        types.indexOf(a.lot.kitType) - types.indexOf(b.lot.kitType) ||
        (a.lot.expiry < b.lot.expiry ? -1 : a.lot.expiry > b.lot.expiry ? 1 : a.index - b.index),
    );
};

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Depots, lots, sites and the rule in the numbers of the engine. */
export function compileSupply(
  scenario: ForecastScenario,
  sites: readonly NamedSite[],
): SupplyModel {
  const { resupply, kitTypes, depots, transport, costs } = scenario;
  const lots = orderedLots(scenario);
  const { runWeekdays, workWeekdays, holidays, cutOff, runAt } = resupply.calendar;
  return {
    kitTypes: kitTypes.length,
    depots: depots.length,
    lots: lots.map(({ lot }) => lotModel(scenario, lot, sites)),
    sites: sites.map((site) => supplySite(scenario, lots, site)),
    calendar: {
      runWeekdays,
      workWeekdays,
      holidays: holidays.map((day) => epochDayOf(day as IsoDate)),
      cutOffMinute: minuteOf(cutOff),
    },
    runMinute: minuteOf(runAt ?? defaultRunAt),
    isBoundaryDayAllowed: scenario.selection.isBoundaryDayAllowed,
    transport: {
      loss: transport.loss,
      damage: transport.damage,
      excursion: transport.excursion,
      rejected: transport.rejected,
      quarantineDays: transport.quarantineDays,
    },
    waitDays: scenario.subjects.waitDays,
    closesSites: scenario.closesSites,
    costs: { kit: kitTypes.map(({ cost }) => cost), destruction: costs.destruction },
  };
}

const lotModel = (
  scenario: ForecastScenario,
  lot: ForecastScenario['lots'][number],
  sites: readonly NamedSite[],
): LotModel => ({
  kitType: scenario.kitTypes.findIndex(({ id }) => id === lot.kitType),
  depot: scenario.depots.findIndex(({ id }) => id === lot.depot),
  kits: lot.kits,
  releaseDay: dayIn(scenario, lot.release),
  expiryDay: dayIn(scenario, lot.expiry),
  notFor: sites.flatMap(({ site }, i) => (lot.notFor?.includes(site.country) === true ? [i] : [])),
});

function supplySite(
  scenario: ForecastScenario,
  lots: readonly OrderedLot[],
  { name, site }: NamedSite,
): SupplySite {
  const { resupply, kitTypes } = scenario;
  const at = { region: site.region, country: site.country, site: name };
  const lines = kitTypes.map(
    ({ id }) => effectiveResupply(resupply, { ...at, kitType: id }).values,
  );
  const [values] = lines as [(typeof lines)[0]];
  const holidays = resupply.countries.find(({ country }) => country === site.country)?.holidays;
  return {
    depot: scenario.depots.findIndex(({ id }) => id === site.depot),
    suppliedDaysBefore: site.suppliedDaysBefore,
    initialOn: values.initialOn,
    wasSupplied: site.isSupplied || site.stock.some(({ kits }) => kits > 0),
    rule: { triggersAt: values.triggersAt, scope: values.scope, pooling: values.pooling },
    lines: lines.map(({ levels, packSize, packRounding, initialStock }) => ({
      levels,
      packSize,
      packRounding,
      initialStock,
    })),
    demandOf: values.demandOf,
    newSubjectsPerDay: values.newSubjectsPerDay,
    dropoutPerDay: values.dropoutPerDay,
    minimumShelfLifeDays: values.minimumShelfLifeDays,
    leadDays: values.leadDays,
    arrivalHolidays: (holidays ?? []).map((day) => epochDayOf(day as IsoDate)),
    ...doNotDaysOf(scenario, name, site.country),
    ...holdingOf(scenario, lots, site),
    ...wayTo(scenario, site.country, values.leadDays),
  };
}

/** How long transports to a country take and what they cost. */
const wayTo = (
  { transport, costs }: ForecastScenario,
  country: string,
  plannedDays: number,
): Pick<SupplySite, 'lead' | 'shipmentCost'> => ({
  lead: leadOf(
    transport.countries.find((one) => one.country === country)?.lead ?? transport.lead,
    plannedDays,
  ),
  shipmentCost:
    costs.shipmentByCountry.find((one) => one.country === country)?.shipment ?? costs.shipment,
});

function holdingOf(
  scenario: ForecastScenario,
  lots: readonly OrderedLot[],
  { stock, inTransit }: ScenarioSite,
): Pick<SupplySite, 'stock' | 'inTransit'> {
  const indexOf = (id: string): number => lots.findIndex(({ lot }) => lot.id === id);
  return {
    stock: stock.map(({ lot, kits }) => ({ lot: indexOf(lot), kits })),
    inTransit: inTransit.map(({ lot, kits, arrives }) => ({
      lot: indexOf(lot),
      kits,
      day: Math.max(0, dayIn(scenario, arrives)),
    })),
  };
}

/** The narrowest that states a value wins: visit, site, country, study. */
function doNotDaysOf(
  { selection, visits }: ForecastScenario,
  name: string,
  country: string,
): Pick<SupplySite, 'doNotShip' | 'doNotCount' | 'doNotDispense'> {
  const ofSite = selection.sites.find(({ site }) => site === name);
  const ofCountry = selection.countries.find((one) => one.country === country);
  const days = (key: 'doNotShip' | 'doNotCount' | 'doNotDispense'): number =>
    ofSite?.[key] ?? ofCountry?.[key] ?? selection[key];
  return {
    doNotShip: days('doNotShip'),
    doNotCount: days('doNotCount'),
    doNotDispense: visits.map(
      ({ id }) =>
        selection.visits.find(({ visit }) => visit === id)?.doNotDispense ?? days('doNotDispense'),
    ),
  };
}

/** Days of a transport with their probabilities; shares of 0 are left out. */
export function leadOf(lead: Lead, planned: number): SupplySite['lead'] {
  switch (lead.kind) {
    case 'as-planned':
      return { days: [planned], probabilities: [1] };
    case 'fixed':
      return { days: [lead.days], probabilities: [1] };
    case 'shares': {
      const total = lead.shares.reduce((sum, one) => sum + one, 0);
      return { days: lead.days, probabilities: lead.shares.map((one) => one / total) };
    }
    case 'triangular':
      return triangular(lead.low, lead.mode, lead.high);
  }
}

/** Whole days low .. high with weights that rise to the mode and fall after it. */
function triangular(low: number, mode: number, high: number): SupplySite['lead'] {
  const days = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const weights = days.map((day) =>
    day <= mode ? (day - low + 1) / (mode - low + 1) : (high - day + 1) / (high - mode + 1),
  );
  const total = weights.reduce((sum, one) => sum + one, 0);
  return { days, probabilities: weights.map((one) => one / total) };
}
