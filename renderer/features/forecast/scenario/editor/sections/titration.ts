import { share, text } from '../field.ts';
import type { Field } from '../field.ts';
import { freshName } from '../group.ts';
import type { Scenario, TableGroup } from '../group.ts';
import { withValue } from '../place.ts';

type Titration = NonNullable<Scenario['titration']>;

const place = ['titration'] as const;
const of = (row: unknown): Titration => row as Titration;

/** A level's name stands in the list of levels, as the first level, and where it is dispensed. */
const nameOf = (index: number): Field => ({
  ...text('level', `levels/${index}`),
  path: ['levels', index],
  write: (row, value) => {
    const { levels, start, steps } = of(row);
    const name = String(value ?? '');
    return {
      levels: levels.map((old, i) => (i === index ? name : old)),
      start: start === levels[index] ? name : start,
      steps,
    };
  },
});

const stepTo = (index: number, to: number, level: string): Field => ({
  ...share('stepTo', 'steps', { label: `→ ${level}` }),
  path: ['steps', index, to],
});

/** Dose levels with the probabilities of the next one. */
export function levelTable({ levels }: Titration): TableGroup {
  const set = (from: Scenario, next: Titration): Scenario => withValue(from, place, next);
  return {
    kind: 'table',
    key: 'levels',
    rows: levels.map(() => ({ place })),
    columns: (index) => [nameOf(index), ...levels.map((level, to) => stepTo(index, to, level))],
    add: (now) => {
      const { levels: known, start, steps } = of(now.titration);
      const level = freshName(
        known.map((id) => ({ id })),
        'id',
        'level1',
      );
      return set(now, {
        levels: [...known, level],
        start,
        steps: [...steps.map((row) => [...row, 0]), [...known.map(() => 0), 1]],
      });
    },
    remove: (now, index) => {
      const { levels: known, start, steps } = of(now.titration);
      const rest = known.filter((_, i) => i !== index);
      const kept = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== index);
      return set(now, {
        levels: rest,
        start: start === known[index] ? (rest[0] ?? '') : start,
        steps: kept(steps).map((row) => kept(row)),
      });
    },
  };
}
