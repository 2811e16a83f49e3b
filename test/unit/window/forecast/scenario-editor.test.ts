import { describe, expect, test } from 'vitest';
import {
  readField,
  writeField,
} from '../../../../renderer/features/forecast/scenario/editor/field.ts';
import type { Field } from '../../../../renderer/features/forecast/scenario/editor/field.ts';
import type {
  Scenario,
  TableGroup,
} from '../../../../renderer/features/forecast/scenario/editor/group.ts';
import {
  valueAt,
  withValue,
} from '../../../../renderer/features/forecast/scenario/editor/place.ts';
import type { Place } from '../../../../renderer/features/forecast/scenario/editor/place.ts';
import { sections } from '../../../../renderer/features/forecast/scenario/editor/sections.ts';
import {
  shownText,
  typedValue,
} from '../../../../renderer/features/forecast/scenario/editor/typed.ts';
import {
  problemAt,
  problemOf,
} from '../../../../renderer/features/forecast/scenario/editor/use-problems.ts';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { readForecastScenario } from '../../../../shared/app/forecast/read-scenario.ts';
import { forecastScenarioJsonSchema } from '../../../../shared/app/forecast/scenario-schema.ts';
import { pathText } from '../../../../shared/domain/study/definition-issue.ts';

/** The example with something in every list that it leaves empty. */
const [first, ...others] = exampleScenario.sites;
const lot = { lot: 'EU-P-1', kits: 3 };
const rich: Scenario = {
  ...exampleScenario,
  recruitment: {
    ...exampleScenario.recruitment,
    policy: { kind: 'restricted', minimum: 0, maximum: 90 },
  },
  randomization: {
    procedure: 'pbd',
    parameters: { block: 4 },
    strata: 'site',
    factors: [{ shares: [0.5, 0.5] }],
  },
  sites: [
    { ...(first as Scenario['sites'][number]), minimum: 0, history: { screened: 2, days: 90 } },
    ...others.map((site) => ({
      ...site,
      stock: [lot],
      inTransit: [{ ...lot, arrives: '2027-01-06' }],
    })),
  ],
  subjects: {
    ...exampleScenario.subjects,
    dropoutByArm: [{ arm: 'active', dropoutPerDay: 0.001 }],
    present: [
      { site: 'CA-Toronto', arm: 'active', randomized: '2026-12-20', nextVisit: 'V2', dose: 'low' },
    ],
  },
  selection: { ...exampleScenario.selection, sites: [{ site: 'CA-Toronto', doNotShip: 50 }] },
  resupply: {
    ...exampleScenario.resupply,
    sites: [{ site: 'CA-Toronto', leadDays: 5 }],
    regions: [{ region: 'Europe', leadDays: 2 }],
  },
};
const minimized: Scenario = {
  ...rich,
  randomization: {
    procedure: 'minimization',
    p: 0.8,
    factors: [{ weight: 1, shares: [0.5, 0.5] }],
    begun: [{ part: 'factor-1', level: '2', counts: [1, 0] }],
  },
};
const dynamic: Scenario = {
  ...rich,
  randomization: {
    procedure: 'dbr',
    levels: [
      { of: 'site', limit: 2 },
      { of: 'factor', limit: 3, shares: [0.5, 0.5] },
      { of: 'trial', limit: 4 },
    ],
    begun: [{ part: 'trial', level: 'all', counts: [3, 2] }],
  },
};
const central: Scenario = {
  ...rich,
  randomization: {
    procedure: 'zelen',
    limit: 2,
    schedule: { procedure: 'pbd', parameters: { block: 4 } },
    begun: [{ part: 'site', level: 'CA-Toronto', counts: [1, 0] }],
  },
};
const sitesOf = (scenario: Scenario) => scenario.sites.map(({ id }) => id);

interface Shown {
  readonly field: Field;
  /** Of the row or group that it is relative to. */
  readonly place: Place;
  readonly section: (typeof sections)[number];
}

const shownOf = (scenario: Scenario): readonly Shown[] =>
  sections.flatMap((section) =>
    section.groups(scenario, sitesOf(scenario)).flatMap((group) => {
      if (group.kind === 'fields')
        return group.fields.map((field) => ({ field, place: [], section }));
      return group.rows.flatMap(({ place }, i) =>
        group.columns(i).map((field) => ({ field, place, section })),
      );
    }),
  );

const tablesOf = (scenario: Scenario): readonly TableGroup[] =>
  sections
    .flatMap((section) => section.groups(scenario, sitesOf(scenario)))
    .filter((group) => group.kind === 'table');

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

/** The places of all values of a format, `[]` for any entry of a list. */
function leavesOf(schema: Schema, path = ''): readonly string[] {
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return [...new Set(forms.flatMap((form) => leavesOf(form, path)))];
  if (schema.items !== undefined) return leavesOf(schema.items, `${path}[]`);
  if (schema.properties === undefined) return [path];
  return Object.entries(schema.properties).flatMap(([key, value]) =>
    leavesOf(value, path === '' ? key : `${path}.${key}`),
  );
}

const anyEntry = (path: string): string => path.replace(/\[\d+\]/g, '[]');
const placeOf = ({ place, field }: Shown): string => pathText([...place, ...field.path]);

describe('the editor of scenarios', () => {
  const scenarios = [rich, minimized, dynamic, central];
  const shown = scenarios.flatMap(shownOf);

  test('shows every value that the format has', () => {
    // A choice between forms shows which form it is, and nothing within.
    const forms = shown.filter(({ field }) => field.isGroup === true);
    const formed = new Set(forms.map((one) => anyEntry(placeOf(one))));
    const covered = new Set(
      shown.filter((one) => !forms.includes(one)).map((one) => anyEntry(placeOf(one))),
    );
    const isShown = (leaf: string): boolean => {
      const within = [...covered].some(
        (path) => leaf === path || leaf.startsWith(`${path}[]`) || path.startsWith(`${leaf}.`),
      );
      return within || formed.has(leaf.replace(/\.(kind|procedure)$/, ''));
    };
    const leaves = leavesOf(forecastScenarioJsonSchema() as Schema);
    expect(leaves.length).toBeGreaterThan(150);
    expect(leaves.filter((leaf) => !isShown(leaf))).toEqual(['format']);
  });

  test('says what is wrong in the part that shows the place', () => {
    for (const one of shown) {
      const path = placeOf(one);
      const owners = sections.filter(({ owns }) => owns.test(path)).map(({ key }) => key);
      expect(owners, path).toEqual([one.section.key]);
    }
  });

  test('changes nothing when a value is set to what it is', () => {
    for (const scenario of scenarios) {
      expect(readForecastScenario(scenario)).toMatchObject({ ok: true });
      for (const one of shownOf(scenario)) {
        const row = valueAt(scenario, one.place);
        if (one.field.isOff?.(row) === true || one.field.isGroup === true) continue;
        const value = readField(one.field, row);
        if (value === undefined) continue;
        const next = withValue(scenario, one.place, writeField(one.field, row, value));
        expect(valueAt(next, []), placeOf(one)).toEqual(scenario);
      }
    }
  });

  test('reads back what was typed as it was shown', () => {
    for (const one of shownOf(rich)) {
      const value = readField(one.field, valueAt(rich, one.place));
      if (value === undefined || value === null || one.field.kind === 'flag') continue;
      const typed = typedValue(one.field, shownText(one.field, value));
      if (!placeOf(one).startsWith('randomization')) expect(typed, placeOf(one)).toEqual({ value });
    }
  });

  test('can be played after each choice between forms', () => {
    const changed = [rich, central].flatMap((scenario) =>
      shownOf(scenario)
        .filter(({ field }) => field.isGroup === true)
        .flatMap((one) => (one.field.options ?? []).map((option) => ({ scenario, one, option }))),
    );
    for (const { scenario, one, option } of changed) {
      const isNamed = ['dbr', 'zelen', 'minimization'].includes(option);
      if ((one.field.key === 'procedure' && !isNamed) || one.field.key === 'titration') continue;
      const row = valueAt(scenario, one.place);
      const next = withValue(scenario, one.place, writeField(one.field, row, option));
      const read = readForecastScenario(next);
      expect(read.ok ? [] : read.error.because, `${placeOf(one)} ${option}`).toEqual([]);
    }
  });

  test('adds a row that is taken out without a trace', () => {
    for (const scenario of scenarios) {
      for (const table of tablesOf(scenario)) {
        const { add, remove, owners, key } = table;
        if (add === undefined || remove === undefined) continue;
        const more = add(scenario, owners?.at(-1));
        expect(more, key).not.toEqual(scenario);
        const after = tablesOf(more).find((one) => one.key === key);
        expect(after?.rows.length, key).toBe(table.rows.length + 1);
        expect(after?.remove?.(more, table.rows.length), key).toEqual(scenario);
      }
    }
  });
});

test('a limit of screening alone states the other as well', () => {
  const { screening: _, ...recruitment } = exampleScenario.recruitment;
  const bare = { ...exampleScenario, recruitment };
  const field = shownOf(bare).find(({ field: { key } }) => key === 'screenFailure')?.field as Field;
  const next = writeField(field, bare, 0.25) as Scenario;
  expect(next.recruitment.screening).toEqual({ failure: 0.25, days: 0 });
});

test('a number that was calculated is shown in four digits, and one that was typed as typed', () => {
  const shownAs = (kind: 'share' | 'amount', value: number): string =>
    shownText({ key: 'x', path: [], kind }, value);
  expect(shownAs('share', 1 / 41)).toBe('2.439');
  expect(shownAs('amount', 1 / 41)).toBe('0.02439');
  expect(shownAs('amount', 123_456.789_012)).toBe('123457');
  expect(shownAs('amount', 1_234_567_890)).toBe('1234567890');
  expect(shownAs('share', 0.123_456_7)).toBe('12.34567');
  expect(shownAs('share', 0.07)).toBe('7');
});

test('what is wrong is told at its place, and within lists at the list', () => {
  const problems = [
    problemOf('sites[3].depot: found "x"; expected a depot. Correct it.'),
    problemOf('recruitment.pauses[0].sites[1]: found "S9"; expected a site.'),
  ];
  expect(problemAt(problems, 'sites[3].depot', true)).toContain('expected a depot');
  expect(problemAt(problems, 'sites[3]', false)).toBeUndefined();
  expect(problemAt(problems, 'recruitment.pauses[0].sites', true)).toContain('"S9"');
  expect(problemAt(problems, 'sites[30].depot', true)).toBeUndefined();
});

test('what is no value yet is not taken', () => {
  const field = (kind: Field['kind']): Field => ({ key: 'k', path: ['k'], kind });
  expect(typedValue(field('whole'), '1.5')).toBe('not-yet');
  expect(typedValue(field('amount'), '')).toBe('not-yet');
  expect(typedValue({ ...field('amount'), usual: 0 }, '')).toEqual({ value: undefined });
  expect(typedValue(field('share'), '3.5')).toEqual({ value: 0.035 });
  expect(typedValue(field('day'), '2027-02-30')).toBe('not-yet');
  expect(typedValue(field('names'), 'A, B;C ')).toEqual({ value: ['A', 'B', 'C'] });
  expect(typedValue(field('numbers'), '1 2,3')).toEqual({ value: [1, 2, 3] });
});
