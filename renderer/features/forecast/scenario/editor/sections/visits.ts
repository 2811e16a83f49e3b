import { flag, form, named, names, share, text, whole } from '../field.ts';
import type { Field } from '../field.ts';
import { fields, freshName, table } from '../group.ts';
import type { Group, Scenario, Section } from '../group.ts';
import { valueAt } from '../place.ts';
import { levelTable } from './titration.ts';

interface Line {
  readonly kitType: string;
  readonly count?: number;
}

/** How many kits of one type a visit hands out, within the list of its kits. */
const countOf = (kitType: string): Field => ({
  ...whole('kitCount', 'kits', { isOptional: true, label: kitType }),
  read: (row) => {
    const line = linesOf(row).find((one) => one.kitType === kitType);
    return line === undefined ? undefined : (line.count ?? 1);
  },
  write: (row, value) => {
    const others = linesOf(row).filter((one) => one.kitType !== kitType);
    const count = value as number | undefined;
    const kits = count === undefined || count === 0 ? others : [...others, { kitType, count }];
    return { ...(row as object), kits };
  },
});

const linesOf = (row: unknown): readonly Line[] =>
  (valueAt(row, ['kits']) ?? []) as readonly Line[];

function dispensing(scenario: Scenario): Group {
  const { arms, titration, kitTypes } = scenario;
  const levels = titration?.levels ?? [];
  return table(scenario, {
    key: 'dispensing',
    place: 'dispensing',
    columns: [
      named(
        'arm',
        'arm',
        arms.map(({ id }) => id),
      ),
      names('dispensingVisits', 'visits', { isOptional: true }),
      ...(levels.length > 0 ? [named('dose', 'dose', levels, { isOptional: true })] : []),
      ...kitTypes.map(({ id }) => countOf(id)),
    ],
    fresh: () => ({ arm: arms[0]?.id ?? '', kits: [{ kitType: kitTypes[0]?.id ?? '', count: 1 }] }),
  });
}

const untitrated = { none: undefined };

/** The schedule, what is handed out when, and the steps between dose levels. */
export const visitsSection: Section = {
  key: 'visits',
  owns: /^(visits|dispensing|titration)\b/,
  groups: (scenario) => [
    table(scenario, {
      key: 'visits',
      place: 'visits',
      columns: [
        text('visitId', 'id'),
        whole('visitDay', 'day'),
        whole('windowBefore', 'windowBefore', { usual: 0 }),
        whole('windowAfter', 'windowAfter', { usual: 0 }),
        share('skip', 'skip', { usual: 0 }),
        flag('isTitrated', 'isTitrated', { usual: false }),
      ],
      fresh: (rows) => ({
        id: freshName(rows, 'id', 'V1'),
        day: Number(valueAt(rows.at(-1), ['day']) ?? -28) + 28,
      }),
    }),
    dispensing(scenario),
    fields(
      [
        form('titration', 'titration', { ...untitrated, levels: firstLevels }, (group) =>
          group === undefined ? 'none' : 'levels',
        ),
        named('firstLevel', 'titration/start', scenario.titration?.levels ?? [], {
          isOff: () => scenario.titration === undefined,
        }),
      ],
      'titration',
    ),
    ...(scenario.titration === undefined ? [] : [levelTable(scenario.titration)]),
  ],
};

const firstLevels = {
  levels: ['low', 'high'],
  start: 'low',
  steps: [
    [0.5, 0.5],
    [0, 1],
  ],
};
