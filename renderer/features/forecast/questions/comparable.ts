import type { Scenario } from '../forecast-state.ts';

/** A scenario that can be chosen: of this session, or kept in the study and fetched when it is wanted. */
export interface Comparable {
  readonly key: string;
  readonly kind: 'now' | 'opened' | 'aside' | 'kept';
  readonly name: string;
  /** Null where it must be fetched by its name. */
  readonly scenario: Scenario | null;
}

interface Session {
  readonly scenario: Scenario;
  readonly opened: Scenario | null;
  readonly aside: readonly Scenario[];
}

/** What can be compared, each scenario once: as it was opened, what was put aside, as it is now, what is kept. */
export function comparables(
  { scenario, opened, aside }: Session,
  kept: readonly string[],
): readonly Comparable[] {
  const same = (a: Scenario | null, b: Scenario | null): boolean =>
    JSON.stringify(a) === JSON.stringify(b);
  const others = aside.filter((one) => !same(one, opened) && !same(one, scenario));
  const isUnchanged = opened === null || same(opened, scenario);
  const entry = (kind: Comparable['kind'], from: Scenario): Comparable => ({
    key: kind === 'aside' ? `aside ${from.name}` : kind,
    kind,
    name: from.name,
    scenario: from,
  });
  return [
    ...(isUnchanged ? [] : [entry('opened', opened)]),
    ...others.map((one) => entry('aside', one)),
    entry('now', scenario),
    ...kept.map((name): Comparable => ({
      key: `kept ${name}`,
      kind: 'kept',
      name,
      scenario: null,
    })),
  ];
}

/** What is compared unless something else is chosen: all of this session, the oldest as the base. */
export const usualChoice = (all: readonly Comparable[]): readonly string[] =>
  all
    .filter(({ kind }) => kind !== 'kept')
    .slice(-6)
    .map(({ key }) => key);
