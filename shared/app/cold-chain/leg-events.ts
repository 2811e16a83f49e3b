import type { Json } from '../../base/canonical-json.ts';
import { nextStateOf } from '../../domain/kit/kit-state.ts';
import type { KitAction, KitState } from '../../domain/kit/kit-state.ts';
import { kitByNumber } from '../../store/queries/kit-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Decided } from '../record.ts';
import { newExcursionCode } from './excursion-code.ts';
import type { JudgedKits } from './judge-kits.ts';
import type { Watched } from './watched-kits.ts';

export interface OpenedLeg {
  readonly excursion: string;
  readonly events: readonly Decided[];
  readonly kits: number;
  readonly quarantined: number;
}

/** The step for each kit that may take it from where it stands; kits in transit stay until they are received. */
export function kitsChanged(
  db: SqlDatabase,
  numbers: readonly string[],
  action: KitAction,
  reason: string,
): { readonly events: readonly Decided[]; readonly changed: number } {
  const kits: string[] = [];
  const states: KitState[] = [];
  for (const number of numbers) {
    const kit = kitByNumber(db, number);
    if (kit === undefined || kit.state === 'in-transit') continue;
    const next = nextStateOf(kit, action);
    if (!next.ok) continue;
    kits.push(number);
    states.push(next.value);
  }
  if (kits.length === 0) return { events: [], changed: 0 };
  const body = { action, kits, states };
  return { events: [{ event: { kind: 'kits-changed', body }, reason }], changed: kits.length };
}

/** Within the budget kits still count as stock; what is reserved or beyond it does not. */
function heldBack(
  db: SqlDatabase,
  numbers: readonly string[],
  tier: number,
  reason: string,
): ReturnType<typeof kitsChanged> {
  const isFree = (number: string): boolean =>
    tier === 1 && kitByNumber(db, number)?.state !== 'reserved';
  const free = numbers.filter(isFree);
  const rest = numbers.filter((number) => !isFree(number));
  const first = kitsChanged(db, free, 'pre-quarantine', reason);
  const second = kitsChanged(db, rest, 'quarantine', reason);
  return {
    events: [...first.events, ...second.events],
    changed: first.changed + second.changed,
  };
}

/** The assessment without its kits, which stand in the legs. */
const withoutKits = ({ assessment }: JudgedKits): Json =>
  JSON.parse(
    JSON.stringify({
      ...assessment,
      groups: assessment.groups.map((group) => ({ ...group, kits: [] })),
    }),
  ) as Json;

const extreme = (values: readonly (number | null)[], pick: (...all: number[]) => number) => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.round(pick(...known) * 100);
};

const extremesOf = ({ groups }: JudgedKits['assessment']) => ({
  lowest: extreme(
    groups.map(({ lowestC }) => lowestC),
    Math.min,
  ),
  highest: extreme(
    groups.map(({ highestC }) => highestC),
    Math.max,
  ),
});

/** Records what a leg means; kits of an excursion are kept from use until it is decided. */
export function legEvents(
  db: SqlDatabase,
  judged: JudgedKits,
  given: {
    readonly watched: Watched;
    readonly file: string | null;
    readonly reason: string;
    readonly supersedes: readonly string[];
  },
): OpenedLeg {
  const { watched, file, reason, supersedes } = given;
  const { assessment, legs, tier } = judged;
  const excursion = newExcursionCode(db);
  const body = {
    excursion,
    file,
    shipment: watched.shipment,
    place: watched.place,
    status: assessment.isExcursion ? ('open' as const) : ('in-range' as const),
    tier,
    ...watched.window,
    ...extremesOf(assessment),
    legs,
    ...(supersedes.length === 0 ? {} : { supersedes }),
    assessment: withoutKits(judged),
  };
  const numbers = legs.flatMap(({ kits }) => kits);
  const held = assessment.isExcursion
    ? heldBack(db, numbers, tier, `Excursion ${excursion}: ${reason}`)
    : { events: [], changed: 0 };
  return {
    excursion,
    events: [{ event: { kind: 'leg-judged', body } }, ...held.events],
    kits: numbers.length,
    quarantined: held.changed,
  };
}
