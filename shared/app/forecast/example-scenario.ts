import type { ForecastScenarioInput } from '../../contracts/forecast-scenario.ts';

type Lots = ForecastScenarioInput['lots'];

/** Three campaigns for each kit type at each depot. */
function campaigns(): Lots {
  const dates = [
    ['2026-12-01', '2028-05-31'],
    ['2027-07-01', '2028-12-31'],
    ['2028-02-01', '2029-07-31'],
  ] as const;
  const kits: Readonly<Record<string, number>> = { 'A-low': 190, 'A-high': 200, P: 260 };
  return ['EU', 'US'].flatMap((depot) =>
    Object.entries(kits).flatMap(([kitType, count]) =>
      dates.map(([release, expiry], i) => ({
        id: `${depot}-${kitType}-${i + 1}`,
        kitType,
        depot,
        kits: depot === 'EU' ? count : Math.round(0.7 * count),
        release,
        expiry,
      })),
    ),
  );
}

/** A complete scenario with every part of the format: something to run, and to begin one's own with. */
export const exampleScenario: ForecastScenarioInput = {
  format: 'cachet-forecast/1',
  name: 'Example: 24 sites, two arms, titration',
  start: '2027-01-04',
  horizonDays: 730,
  recruitment: {
    target: 240,
    targetDate: '2028-01-31',
    policy: { kind: 'competitive' },
    rate: { mean: 0.035, cv: 0.8 },
    decayPerDay: 0.0003,
    screening: { failure: 0.2, days: 14 },
    pauses: [{ from: '2027-12-20', to: '2028-01-03' }],
    regionCaps: [{ region: 'Europe', maximum: 180 }],
  },
  randomization: { procedure: 'pbd', parameters: { block: 4 }, strata: 'site' },
  arms: [
    { id: 'active', ratio: 1 },
    { id: 'placebo', ratio: 1 },
  ],
  visits: [
    { id: 'V1', day: 0 },
    { id: 'V2', day: 28, windowBefore: 3, windowAfter: 3, isTitrated: true },
    { id: 'V3', day: 56, windowBefore: 3, windowAfter: 3, isTitrated: true },
    { id: 'V4', day: 84, windowBefore: 5, windowAfter: 5, skip: 0.02 },
    { id: 'V5', day: 126, windowBefore: 7, windowAfter: 7, skip: 0.02 },
    { id: 'V6', day: 168, windowBefore: 7, windowAfter: 7, skip: 0.02 },
  ],
  kitTypes: [
    { id: 'A-low', cost: 60 },
    { id: 'A-high', cost: 75 },
    { id: 'P', cost: 25 },
  ],
  dispensing: [
    { arm: 'active', dose: 'low', kits: [{ kitType: 'A-low', count: 1 }] },
    { arm: 'active', dose: 'high', kits: [{ kitType: 'A-high', count: 1 }] },
    { arm: 'placebo', kits: [{ kitType: 'P', count: 1 }] },
  ],
  titration: {
    levels: ['low', 'high'],
    start: 'low',
    steps: [
      [0.4, 0.6],
      [0.1, 0.9],
    ],
  },
  subjects: {
    dropoutPerDay: 0.0008,
    late: 0.03,
    lateDays: 5,
    replacement: 0.01,
    waitDays: 3,
  },
  depots: [{ id: 'EU' }, { id: 'US' }],
  sites: [
    {
      id: 'DE',
      count: 8,
      region: 'Europe',
      country: 'DE',
      depot: 'EU',
      activation: { from: '2027-01-18', to: '2027-04-30' },
    },
    {
      id: 'ES',
      count: 6,
      region: 'Europe',
      country: 'ES',
      depot: 'EU',
      activation: { from: '2027-02-01', to: '2027-06-30', shape: { alpha: 2, beta: 3 } },
    },
    {
      id: 'US',
      count: 9,
      region: 'America',
      country: 'US',
      depot: 'US',
      activation: { from: '2027-02-15', to: '2027-07-15' },
      maximum: 25,
    },
    {
      id: 'CA-Toronto',
      region: 'America',
      country: 'CA',
      depot: 'US',
      activation: { on: '2027-03-01' },
      rate: { alpha: 2, beta: 40 },
    },
  ],
  lots: campaigns(),
  selection: {
    doNotShip: 60,
    doNotCount: 45,
    doNotDispense: 30,
    countries: [{ country: 'US', doNotShip: 75 }],
    visits: [{ visit: 'V5', doNotDispense: 45 }],
  },
  resupply: {
    study: {
      triggersAt: 'at-or-below',
      scope: 'all-types',
      pooling: 'by-type',
      demandOf: 'own-arm',
      initialOn: 'activation',
      newSubjectsPerDay: 0.03,
      dropoutPerDay: 0.0008,
      minimumShelfLifeDays: 60,
      leadDays: 3,
      levels: { kind: 'min-max', trigger: 3, ceiling: 6 },
      packSize: 1,
      packRounding: 'down',
      initialStock: 4,
    },
    calendar: {
      runWeekdays: [1, 2, 3, 4, 5],
      workWeekdays: [1, 2, 3, 4, 5],
      holidays: ['2027-12-24', '2027-12-31'],
      cutOff: '14:00',
      runAt: '05:00',
    },
    countries: [{ country: 'US', leadDays: 4, holidays: ['2027-11-25', '2028-07-04'] }],
    sites: [],
    kitTypes: [
      {
        kitType: 'P',
        levels: { kind: 'predictive', triggerDays: 21, resupplyDays: 49, buffer: 2 },
      },
    ],
  },
  transport: {
    lead: { kind: 'as-planned' },
    countries: [{ country: 'CA', lead: { kind: 'triangular', low: 3, mode: 5, high: 9 } }],
    loss: 0.002,
    damage: 0.001,
    excursion: 0.01,
    rejected: 0.3,
    quarantineDays: 7,
  },
  costs: {
    shipment: 180,
    shipmentByCountry: [{ country: 'CA', shipment: 320 }],
    destruction: 4,
  },
  risk: 0.05,
  focus: ['DE-01', 'CA-Toronto'],
};
