// Requirements: FCT-04
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import type { ForecastModel } from '../../../../shared/engine/forecast/model.ts';
import { kitFates, studyMeasures } from '../../../../shared/engine/forecast/tally.ts';
import { ForecastTotals } from '../../../../shared/engine/forecast/totals.ts';
import { minMax, predictive, smallModel } from '../../../builders/forecast-model.ts';

const rough = {
  transport: { loss: 0.05, damage: 0.05, excursion: 0.1, rejected: 0.5, quarantineDays: 40 },
  waitDays: 4,
};
const eventful = { replacement: 0.05, late: 0.1, lateDays: 9, skip: [0, 0.1, 0.1, 0.1] };
const fixed = [minMax(1, 3), minMax(2, 4), minMax(2, 6, { packSize: 2 })];
const predicted = [predictive(14, 42, 1), predictive(21, 35, 0), predictive(10, 60, 2)];

const scarce = (model: ForecastModel): ForecastModel => ({
  ...model,
  supply: {
    ...model.supply,
    lots: model.supply.lots.map((lot) => ({ ...lot, kits: 12 })),
    calendar: { ...model.supply.calendar, runWeekdays: [1, 4] },
  },
});

const titrated: ForecastModel['schedule']['titration'] = {
  levels: 2,
  start: [
    [1, 0],
    [0.5, 0.5],
  ],
  steps: [
    [
      [0.6, 0.4],
      [0.1, 0.9],
    ],
    [
      [0.5, 0.5],
      [0.5, 0.5],
    ],
  ],
  isTitrated: [false, true, true, true],
};
const twoDoses = [0, 1, 2, 3].map(() => [
  [
    [1, 0, 1],
    [2, 0, 1],
  ],
  [
    [0, 1, 1],
    [0, 2, 0],
  ],
]);

const nobody = (levels: number) => Array.from({ length: levels }, () => [0, 0]);

/** Studies of every kind, and the bytes of six replicates of each. */
const models: readonly (readonly [name: string, model: ForecastModel])[] = [
  ['fixed levels', smallModel({ sites: 8, target: 60, lines: fixed })],
  ['predicted levels', smallModel({ sites: 8, target: 60, lines: predicted })],
  [
    'predicted levels, all arms, pooled, scarce',
    scarce(
      smallModel({
        sites: 8,
        target: 60,
        lines: predicted,
        site: {
          demandOf: 'all-arms',
          rule: { triggersAt: 'below', scope: 'all-types', pooling: 'all-types' },
        },
      }),
    ),
  ],
  [
    'losses, waiting, replacements, late and skipped visits',
    scarce(
      smallModel({
        sites: 6,
        target: 50,
        lines: [minMax(1, 3), predictive(14, 42, 1), minMax(2, 5)],
        supply: rough,
        site: { lead: { days: [2, 9], probabilities: [0.7, 0.3] }, minimumShelfLifeDays: 0 },
        schedule: eventful,
      }),
    ),
  ],
  [
    'titration and those present',
    {
      ...smallModel({
        sites: 6,
        target: 40,
        lines: predicted,
        schedule: { titration: titrated, kits: twoDoses },
      }),
      present: Array.from({ length: 12 }, (_, i) => ({
        site: i % 6,
        arm: i % 2,
        randomizedDay: -3 * i,
        nextVisit: 1,
        dose: i % 2,
      })),
    },
  ],
  [
    'minimization, caps, pauses, decay and screening',
    {
      ...smallModel({
        sites: 6,
        target: 40,
        lines: fixed,
        recruitment: {
          decayPerDay: 0.001,
          screeningFailure: 0.2,
          screeningDays: 14,
          regionMaximum: [38],
        },
      }),
      randomization: {
        kind: 'balanced',
        ratio: [1, 2],
        rule: { kind: 'minimization', p: 0.8, measure: 'variance', weights: [1, 2, 1] },
        parts: [
          { levelOfSite: null, shares: [0.3, 0.7], begun: nobody(2) },
          { levelOfSite: null, shares: [0.2, 0.3, 0.5], begun: nobody(3) },
          { levelOfSite: [0, 1, 2, 3, 4, 5], shares: [], begun: nobody(6) },
        ],
      },
    },
  ],
];

/** Everything that six replicates of a study gave, whatever the layout of chunks. */
function digestOf(model: ForecastModel): string {
  const runner = ForecastRunner.prepare(model, [0, 1]);
  if (!runner.ok) throw new Error(runner.error.message);
  const totals = new ForecastTotals(model, 2);
  totals.add(runner.value.run(2027, 3, 6));
  const { kitTypes, lots, sites } = model.supply;
  const types = Array.from({ length: kitTypes }, (_, type) => type);
  const found = [
    studyMeasures.map((name) => totals.measure(name)),
    types.map((type) => kitFates.map((_, fate) => totals.fate(type, fate))),
    Array.from({ length: totals.columns.width }, (_, column) => totals.band(column)),
    totals.heat(),
    totals.stockOutRisks(),
    totals.sitesWith(),
    lots.map((_, lot) => totals.lotRisk(lot)),
    sites.map((_, site) => types.map((type) => totals.demandOf(site, type))),
    sites.map((_, site) => types.map((type) => totals.expiredAt(site, type))),
  ];
  return createHash('sha256').update(JSON.stringify(found)).digest('hex').slice(0, 16);
}

describe('replicates', () => {
  it('keep their bytes: runs that were kept can be made again', () => {
    expect(Object.fromEntries(models.map(([name, model]) => [name, digestOf(model)])))
      .toMatchInlineSnapshot(`
        {
          "fixed levels": "c44c58b75463912d",
          "losses, waiting, replacements, late and skipped visits": "c11dd997d9851346",
          "minimization, caps, pauses, decay and screening": "d2e87a7e57ba86ca",
          "predicted levels": "c597e29f0761707c",
          "predicted levels, all arms, pooled, scarce": "1cf5084602aab29e",
          "titration and those present": "0bf6571275f0d469",
        }
      `);
  });
});
