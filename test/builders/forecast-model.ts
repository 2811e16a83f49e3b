import type {
  ForecastModel,
  RecruitingSite,
  SupplySite,
} from '../../shared/engine/forecast/model.ts';
import type { LineRule } from '../../shared/engine/supply/resupply/resupply-rule.ts';

export const minMax = (
  trigger: number,
  ceiling: number,
  more: Partial<LineRule> = {},
): LineRule => ({
  levels: { kind: 'min-max', trigger, ceiling },
  packSize: 1,
  packRounding: 'down',
  initialStock: ceiling,
  ...more,
});

export const predictive = (
  triggerDays: number,
  resupplyDays: number,
  buffer: number,
  more: Partial<LineRule> = {},
): LineRule => ({
  levels: { kind: 'predictive', triggerDays, resupplyDays, buffer },
  packSize: 1,
  packRounding: 'down',
  initialStock: 2 * buffer,
  ...more,
});

export const recruitingSite = (more: Partial<RecruitingSite> = {}): RecruitingSite => ({
  region: 0,
  activation: { from: 0, to: 0, alpha: 1, beta: 1 },
  alpha: 1.2,
  beta: 40,
  minimum: 0,
  maximum: 1e9,
  pauses: [],
  isClosed: false,
  ...more,
});

export const supplySite = (
  lines: readonly LineRule[],
  visits: number,
  more: Partial<SupplySite> = {},
): SupplySite => ({
  depot: 0,
  suppliedDaysBefore: 14,
  initialOn: 'activation',
  wasSupplied: false,
  rule: { triggersAt: 'at-or-below', scope: 'triggered-types', pooling: 'by-type' },
  lines,
  demandOf: 'own-arm',
  newSubjectsPerDay: 0.03,
  dropoutPerDay: 0.001,
  minimumShelfLifeDays: 30,
  leadDays: 3,
  arrivalHolidays: [],
  doNotShip: 30,
  doNotCount: 25,
  doNotDispense: Array.from({ length: visits }, () => 20),
  stock: [],
  inTransit: [],
  lead: { days: [3], probabilities: [1] },
  shipmentCost: 100,
  ...more,
});

/** Two arms with a kit type each and a third type for both; visits every four weeks. */
export function smallModel(given: {
  readonly sites: number;
  readonly target: number;
  readonly lines: readonly LineRule[];
  readonly site?: Partial<SupplySite>;
  readonly supply?: Partial<ForecastModel['supply']>;
  readonly recruitment?: Partial<ForecastModel['recruitment']>;
  readonly schedule?: Partial<ForecastModel['schedule']>;
}): ForecastModel {
  const visits = [0, 28, 56, 84];
  const lots = [0, 1, 2].flatMap((kitType) =>
    [0, 1].flatMap((depot) =>
      [0, 1, 2].map((k) => ({
        kitType,
        depot,
        kits: 60,
        releaseDay: k * 150 - 20,
        expiryDay: 260 + 150 * k,
      })),
    ),
  );
  return {
    horizon: 500,
    startDay: 20_000,
    recruitment: {
      target: given.target,
      isEven: false,
      decayPerDay: 0,
      screeningFailure: 0,
      screeningDays: 0,
      regionMaximum: [1e9],
      sites: Array.from({ length: given.sites }, (_, i) =>
        recruitingSite({ activation: { from: 10, to: 40 + i, alpha: 1, beta: 1 } }),
      ),
      ...given.recruitment,
    },
    randomization: {
      kind: 'sequence',
      procedure: 'pbd',
      parameters: { block: '4' },
      ratio: [1, 1],
      stratumOfSite: Array.from({ length: given.sites }, (_, i) => i),
      cellShares: [1],
    },
    schedule: {
      windowStart: visits.map((day) => Math.max(0, day - 3)),
      windowEnd: visits.map((day) => (day === 0 ? 0 : day + 3)),
      plannedDay: visits,
      isOnPlannedDay: false,
      skip: visits.map(() => 0),
      late: 0,
      lateDays: 1,
      kits: visits.map(() => [[[1, 0, 1]], [[0, 1, 1]]]),
      titration: {
        levels: 1,
        start: [[1], [1]],
        steps: [[[1]], [[1]]],
        isTitrated: visits.map(() => false),
      },
      dropoutPerDay: [0.001, 0.001],
      replacement: 0,
      ...given.schedule,
    },
    present: [],
    supply: {
      kitTypes: 3,
      depots: 2,
      lots: lots.toSorted((a, b) => a.kitType - b.kitType || a.expiryDay - b.expiryDay),
      sites: Array.from({ length: given.sites }, (_, i) =>
        supplySite(given.lines, visits.length, { depot: i % 2, ...given.site }),
      ),
      calendar: {
        runWeekdays: [1, 2, 3, 4, 5, 6, 7],
        workWeekdays: [1, 2, 3, 4, 5],
        holidays: [],
        cutOffMinute: 840,
      },
      runMinute: 300,
      isBoundaryDayAllowed: true,
      transport: { loss: 0, damage: 0, excursion: 0, rejected: 0, quarantineDays: 1 },
      waitDays: 0,
      closesSites: true,
      costs: { kit: [1, 1, 1], destruction: 0 },
      ...given.supply,
    },
  };
}
