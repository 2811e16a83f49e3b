import { text } from '../field.ts';
import type { Field } from '../field.ts';
import type { Scenario, TableGroup } from '../group.ts';
import { valueAt, withValue } from '../place.ts';
import type { Place } from '../place.ts';

/** The parameters of a procedure at a place by name, as rows. */
export function parameterTable(scenario: Scenario, place: Place): TableGroup {
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
