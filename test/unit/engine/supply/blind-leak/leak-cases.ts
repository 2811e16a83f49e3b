import type { LeakScenario } from '../../../../../shared/engine/supply/blind-leak/leak-scenario.ts';
import type { LineRule } from '../../../../../shared/engine/supply/resupply/resupply-rule.ts';

/** Fixed levels; the initial stock equals the ceiling unless told. */
export const levels = (trigger: number, ceiling: number, initialStock = ceiling): LineRule => ({
  levels: { kind: 'min-max', trigger, ceiling },
  packSize: 1,
  packRounding: 'down',
  initialStock,
});

/** Two arms of one kit at one visit, a subject a week, a run every night, three days of transport. */
export const leakCase = (
  subjects: number,
  line: LineRule,
  changes: Partial<LeakScenario> = {},
): LeakScenario => ({
  subjects,
  ratio: [1, 1],
  kitTypes: 2,
  visitDays: [0],
  kits: [
    [
      { kitType: 0, count: 1 },
      { kitType: 1, count: 1 },
    ],
  ],
  daysBetweenSubjects: 7,
  rule: { triggersAt: 'at-or-below', scope: 'triggered-types', pooling: 'by-type' },
  lines: [line, line],
  demandOf: 'own-arm',
  newSubjectsPerDay: 0,
  daysBetweenRuns: 1,
  leadDays: 3,
  lots: 'shared',
  firstUsed: 'any',
  tie: 'concealed',
  ...changes,
});

/** Never sends anything after the initial stock. */
export const noResupply = (initialStock: number): LineRule => levels(0, initialStock, initialStock);

export const onlyBelow = {
  triggersAt: 'below',
  scope: 'triggered-types',
  pooling: 'by-type',
} as const;

export const pooledTotal = {
  triggersAt: 'at-or-below',
  scope: 'all-types',
  pooling: 'all-types',
} as const;
