import { amount, choice, form, numbers, text, whole } from '../field.ts';
import type { Field } from '../field.ts';
import { fields, freshName, table } from '../group.ts';
import type { Scenario, Section, TableGroup } from '../group.ts';
import { valueAt, withValue } from '../place.ts';

const codes = [
  'pbd',
  'rand',
  'brick',
  'bud',
  'mp',
  'bsd',
  'bcd',
  'abcd',
  'gbcd',
  'bcdwit',
  'eud',
  'wei',
  'tbd',
  'crd',
] as const;

const procedures: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    codes.map((procedure) => [
      procedure,
      procedure === 'pbd' ? { procedure, parameters: { block: 4 } } : { procedure },
    ]),
  ),
  minimization: { procedure: 'minimization', p: 0.8 },
};

const place = ['randomization', 'parameters'] as const;

/** The parameters of a procedure by name, as rows. */
function parameters(scenario: Scenario): TableGroup {
  const known = (from: Scenario) =>
    Object.entries((valueAt(from, place) ?? {}) as Readonly<Record<string, string | number>>);
  const set = (from: Scenario, entries: readonly (readonly [string, unknown])[]): Scenario =>
    withValue(from, place, Object.fromEntries(entries));
  const columns = (index: number): readonly Field[] => {
    const entries = (row: unknown) => Object.entries(row as object);
    const member = (key: string, at: 0 | 1): Field => ({
      ...text(key, entries(valueAt(scenario, place) ?? {})[index]?.[0] ?? ''),
      read: (row) => entries(row)[index]?.[at],
      write: (row, value) =>
        Object.fromEntries(
          entries(row).map((entry, i) =>
            i === index ? entry.map((old, j) => (j === at ? numeric(value, at) : old)) : entry,
          ),
        ),
    });
    return [member('parameterName', 0), member('parameterValue', 1)];
  };
  return {
    kind: 'table',
    key: 'parameters',
    rows: known(scenario).map(() => ({ place })),
    columns,
    add: (now) => set(now, [...known(now), [`parameter${known(now).length + 1}`, 1]]),
    remove: (now, index) =>
      set(
        now,
        known(now).filter((_, i) => i !== index),
      ),
  };
}

const numeric = (value: unknown, at: 0 | 1): unknown =>
  at === 1 && /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : String(value ?? '');

/** Arms, and how subjects come into them. */
export const treatmentSection: Section = {
  key: 'treatment',
  owns: /^(arms|randomization)\b/,
  groups: (scenario) => {
    const isMinimized = scenario.randomization.procedure === 'minimization';
    const isOff = (isWanted: boolean) => () => isWanted !== isMinimized;
    const at = (name: string): string => `randomization/${name}`;
    return [
      table(scenario, {
        key: 'arms',
        place: 'arms',
        columns: [text('arm', 'id'), whole('ratio', 'ratio', { usual: 1 })],
        fresh: (rows) => ({ id: freshName(rows, 'id', 'arm'), ratio: 1 }),
      }),
      fields(
        [
          form('procedure', 'randomization', procedures, (group) =>
            String(valueAt(group, ['procedure'])),
          ),
          choice('strata', at('strata'), ['study', 'region', 'country', 'site'], {
            usual: 'study',
            isOff: isOff(false),
          }),
          amount('p', at('p'), { isOff: isOff(true) }),
          choice('measure', at('measure'), ['range', 'variance', 'marginal-total'], {
            usual: 'range',
            isOff: isOff(true),
          }),
          amount('siteWeight', at('siteWeight'), { usual: 0, isOff: isOff(true) }),
        ],
        'randomization',
      ),
      ...(isMinimized ? [] : [parameters(scenario)]),
      table(scenario, {
        key: 'factors',
        place: 'randomization/factors',
        columns: [
          numbers('shares', 'shares'),
          ...(isMinimized ? [amount('weight', 'weight', { usual: 1 })] : []),
        ],
        fresh: () => ({ shares: [0.5, 0.5] }),
      }),
    ];
  },
};
