import { choice, numbers, text, whole } from '../field.ts';
import type { Field } from '../field.ts';
import { table } from '../group.ts';
import type { Scenario, TableGroup } from '../group.ts';
import { valueAt } from '../place.ts';

const isFactor = (row: unknown): boolean => valueAt(row, ['of']) === 'factor';

/** A level of dynamic balancing: of a factor it has shares, of anything else none. */
const levelOf: Field = {
  ...choice('balancedOf', 'of', ['site', 'region', 'trial', 'factor']),
  write: (row, value) => {
    const limit = valueAt(row, ['limit']);
    return value === 'factor'
      ? { of: value, limit, shares: valueAt(row, ['shares']) ?? [0.5, 0.5] }
      : { of: value, limit };
  },
};

/** Levels in the order in which dynamic balancing asks them. */
export const balancedLevels = (scenario: Scenario): TableGroup =>
  table(scenario, {
    key: 'balancedLevels',
    place: 'randomization/levels',
    columns: [
      levelOf,
      whole('balanceLimit', 'limit'),
      { ...numbers('shares', 'shares'), isOff: (row) => !isFactor(row) },
    ],
    fresh: () => ({ of: 'factor', limit: 3, shares: [0.5, 0.5] }),
  });

/** Subjects so far by arm, for procedures that balance: they go on from there. */
export const begun = (scenario: Scenario): TableGroup =>
  table(scenario, {
    key: 'begun',
    place: 'randomization/begun',
    columns: [
      text('begunPart', 'part'),
      text('begunLevel', 'level'),
      numbers('begunCounts', 'counts'),
    ],
    fresh: () => ({
      part: 'site',
      level: scenario.sites[0]?.id ?? '',
      counts: scenario.arms.map(() => 0),
    }),
  });
