import type { ForecastScenarioInput } from '../../shared/contracts/forecast-scenario.ts';

type Lots = ForecastScenarioInput['lots'];
type Sites = ForecastScenarioInput['sites'];

/** A lot of the only kit type at the only depot. */
export const lot = (
  id: string,
  kits: number,
  expiry = '2030-01-01',
  release = '2027-01-01',
): Lots[number] => ({ id, kitType: 'A', depot: 'central', kits, release, expiry });

export const siteNamed = (id: string, more: Partial<Sites[number]> = {}): Sites[number] => ({
  id,
  country: 'DE',
  depot: 'central',
  activation: { on: '2027-01-11' },
  ...more,
});

/**
 * A study without chance from 2027-01-01 on: each site randomizes every 20 days from day 30 on, in turn; a kit at each of
 * the visits on days 0, 28, 56 and 84; trigger 2, ceiling 5, nightly runs, transports of 3 days.
 */
export function certainScenario(
  target: number,
  lots: Lots,
  sites: Sites = [siteNamed('S1')],
): ForecastScenarioInput {
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  return {
    format: 'cachet-forecast/1',
    name: 'nothing by chance',
    start: '2027-01-01',
    horizonDays: 364,
    recruitment: { target, rate: { mean: 0.05, cv: 0 }, arrivals: 'even' },
    randomization: { procedure: 'pbd', parameters: { block: 4 }, strata: 'site' },
    arms: [{ id: 'one' }, { id: 'two' }],
    visits: [0, 28, 56, 84].map((day, i) => ({ id: `V${i}`, day })),
    kitTypes: [{ id: 'A', cost: 10 }],
    dispensing: [
      { arm: 'one', kits: [{ kitType: 'A' }] },
      { arm: 'two', kits: [{ kitType: 'A' }] },
    ],
    subjects: { visitDay: 'planned' },
    depots: [{ id: 'central' }],
    sites,
    lots,
    selection: { doNotShip: 0, doNotCount: 0, doNotDispense: 0 },
    resupply: {
      study: {
        triggersAt: 'at-or-below',
        scope: 'triggered-types',
        pooling: 'by-type',
        demandOf: 'own-arm',
        initialOn: 'activation',
        newSubjectsPerDay: 0,
        dropoutPerDay: 0,
        minimumShelfLifeDays: 0,
        leadDays: 3,
        levels: { kind: 'min-max', trigger: 2, ceiling: 5 },
        packSize: 1,
        packRounding: 'down',
        initialStock: 5,
      },
      calendar: { runWeekdays: everyDay, workWeekdays: everyDay, holidays: [], cutOff: '14:00' },
    },
  };
}
