import type { ForecastScenarioInput } from '../../../../../shared/contracts/forecast-scenario.ts';
import type { Field } from './field.ts';
import { listAt, valueAt, withValue } from './place.ts';
import type { Place } from './place.ts';

export type Scenario = ForecastScenarioInput;

/** Fields side by side; their place is that of the scenario itself. */
export interface FieldGroup {
  readonly kind: 'fields';
  /** Words `scenario.group.<key>` above them; none for the first of a section. */
  readonly key?: string;
  readonly fields: readonly Field[];
}

interface TableRow {
  readonly place: Place;
  /** What the row belongs to, where that is not a value of its own. */
  readonly owner?: string;
}

/** Rows alike, of which there may be more or fewer. */
export interface TableGroup {
  readonly kind: 'table';
  readonly key: string;
  readonly rows: readonly TableRow[];
  /** Of the row with this index. */
  readonly columns: (index: number) => readonly Field[];
  /** What a new row may belong to; with none, a row is added at the end. */
  readonly owners?: readonly string[];
  readonly add?: (scenario: Scenario, owner?: string) => Scenario;
  readonly remove?: (scenario: Scenario, index: number) => Scenario;
}

export type Group = FieldGroup | TableGroup;

/** A part of the editor that is folded by itself. */
export interface Section {
  readonly key: string;
  /** Beginnings of the places that it shows, for what is wrong while it is folded. */
  readonly owns: RegExp;
  readonly groups: (scenario: Scenario, sites: readonly string[]) => readonly Group[];
}

export const fields = (list: readonly Field[], key?: string): FieldGroup => ({
  kind: 'fields',
  fields: list,
  ...(key === undefined ? {} : { key }),
});

/** The scenario with one row more at the end of a list. */
export const withRow = (scenario: Scenario, place: Place, row: unknown): Scenario =>
  withValue(scenario, place, [...listAt(scenario, place), row]);

/** The scenario without the row at a place. */
export const withoutRow = (scenario: Scenario, place: Place): Scenario => {
  const list = place.slice(0, -1);
  return withValue(
    scenario,
    list,
    listAt(scenario, list).filter((_, i) => i !== place.at(-1)),
  );
};

interface ListTable {
  readonly key: string;
  readonly place: string;
  readonly columns: readonly Field[];
  /** A new row, given those that there are. */
  readonly fresh: (rows: readonly unknown[]) => unknown;
}

/** A list of the scenario as a table. */
export function table(scenario: Scenario, list: ListTable): TableGroup {
  const place = list.place.split('/');
  return {
    kind: 'table',
    key: list.key,
    rows: listAt(scenario, place).map((_, i) => ({ place: [...place, i] })),
    columns: () => list.columns,
    add: (now) => withRow(now, place, list.fresh(listAt(now, place))),
    remove: (now, index) => withoutRow(now, [...place, index]),
  };
}

/** The same list of every site as one table. */
export function tableOfSites(
  scenario: Scenario,
  list: Omit<ListTable, 'place'> & { readonly member: string },
): TableGroup {
  const placeOf = (site: number): Place => ['sites', site, list.member];
  const rows = scenario.sites.flatMap(({ id }, site) =>
    listAt(scenario, placeOf(site)).map((_, i) => ({ place: [...placeOf(site), i], owner: id })),
  );
  return {
    kind: 'table',
    key: list.key,
    rows,
    columns: () => list.columns,
    owners: scenario.sites.map(({ id }) => id),
    add: (now, owner) => {
      const site = now.sites.findIndex(({ id }) => id === owner);
      return site < 0 ? now : withRow(now, placeOf(site), list.fresh(listAt(now, placeOf(site))));
    },
    remove: (now, index) => {
      const row = rows[index];
      return row === undefined ? now : withoutRow(now, row.place);
    },
  };
}

/** `V7` after `V6`: a name that the rows do not have yet. */
export function freshName(rows: readonly unknown[], member: string, first: string): string {
  const taken = new Set(rows.map((row) => valueAt(row, [member])));
  const last = String(valueAt(rows.at(-1), [member]) ?? first);
  const [, stem = last, digits = ''] = /^(.*?)(\d*)$/.exec(last) ?? [];
  for (let next = Number(digits === '' ? 1 : digits); ; next += 1) {
    const name = `${stem}${String(next).padStart(digits.length, '0')}`;
    if (!taken.has(name)) return name;
  }
}
