import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/**
 * Where a kit stands. Expiry is not here: it follows from the clock and the lot (`is-expired`),
 * never from a stored mark. `pre-quarantined` stock still counts as stock, `quarantined` does not.
 */
export const kitStates = [
  'in-production',
  'at-depot',
  'reserved',
  'in-transit',
  'at-site',
  'assigned',
  'dispensed',
  'returned',
  'damaged',
  'missing',
  'quarantined',
  'pre-quarantined',
  'awaiting-destruction',
  'destroyed',
] as const;
export type KitState = (typeof kitStates)[number];

/** States in which a kit is stock, or becomes it without anybody deciding about the kit itself. */
const stockStates: readonly KitState[] = [
  'at-depot',
  'reserved',
  'in-transit',
  'at-site',
  'pre-quarantined',
];

/** Whether a kit may still be given to a subject one day. */
export const canBecomeStock = (state: string | undefined): boolean =>
  stockStates.some((one) => one === state);

/** What can happen to a kit. */
export const kitActions = [
  'receive',
  'reserve',
  'release-reservation',
  'dispatch',
  'assign',
  'cancel-assignment',
  'dispense',
  'return',
  'quarantine',
  'pre-quarantine',
  'release',
  'report-damaged',
  'report-missing',
  'find',
  'await-destruction',
  'destroy',
  'move-unusable',
] as const;
export type KitAction = (typeof kitActions)[number];

/** The kind of place that a kit is at, or is being received at. */
export type PlaceKind = 'depot' | 'site';

/** One row of the table. Without `at` the row holds at both kinds of place. */
export interface KitTransition {
  readonly action: KitAction;
  readonly from: readonly KitState[];
  readonly to: KitState;
  readonly at?: PlaceKind;
}

/** Every legal transition; what is not here is refused. */
export const kitTransitions: readonly KitTransition[] = [
  { action: 'receive', from: ['in-production', 'in-transit'], to: 'at-depot', at: 'depot' },
  { action: 'receive', from: ['in-transit'], to: 'at-site', at: 'site' },
  { action: 'reserve', from: ['at-depot'], to: 'reserved', at: 'depot' },
  { action: 'reserve', from: ['at-site'], to: 'reserved', at: 'site' },
  { action: 'release-reservation', from: ['reserved'], to: 'at-depot', at: 'depot' },
  { action: 'release-reservation', from: ['reserved'], to: 'at-site', at: 'site' },
  { action: 'dispatch', from: ['reserved'], to: 'in-transit' },
  { action: 'assign', from: ['at-site'], to: 'assigned', at: 'site' },
  { action: 'cancel-assignment', from: ['assigned'], to: 'quarantined', at: 'site' },
  { action: 'dispense', from: ['assigned'], to: 'dispensed', at: 'site' },
  { action: 'return', from: ['dispensed'], to: 'returned', at: 'site' },
  {
    action: 'quarantine',
    from: ['at-depot', 'reserved', 'in-transit', 'at-site', 'pre-quarantined', 'damaged'],
    to: 'quarantined',
  },
  { action: 'pre-quarantine', from: ['at-depot', 'at-site'], to: 'pre-quarantined' },
  { action: 'release', from: ['quarantined', 'pre-quarantined'], to: 'at-depot', at: 'depot' },
  { action: 'release', from: ['quarantined', 'pre-quarantined'], to: 'at-site', at: 'site' },
  {
    action: 'report-damaged',
    from: [
      'at-depot',
      'reserved',
      'in-transit',
      'at-site',
      'assigned',
      'dispensed',
      'quarantined',
      'pre-quarantined',
    ],
    to: 'damaged',
  },
  {
    action: 'report-missing',
    from: [
      'at-depot',
      'reserved',
      'in-transit',
      'at-site',
      'assigned',
      'dispensed',
      'returned',
      'damaged',
      'quarantined',
      'pre-quarantined',
      'awaiting-destruction',
    ],
    to: 'missing',
  },
  { action: 'find', from: ['missing'], to: 'quarantined' },
  {
    action: 'await-destruction',
    from: ['at-depot', 'at-site', 'returned', 'damaged', 'quarantined'],
    to: 'awaiting-destruction',
  },
  { action: 'destroy', from: ['awaiting-destruction'], to: 'destroyed' },
  // Carried to another place, e.g. used kits back to a depot, these keep their state: arrival must not make them stock.
  { action: 'move-unusable', from: ['returned'], to: 'returned' },
  { action: 'move-unusable', from: ['damaged'], to: 'damaged' },
  { action: 'move-unusable', from: ['quarantined'], to: 'quarantined' },
  { action: 'move-unusable', from: ['awaiting-destruction'], to: 'awaiting-destruction' },
];

const holds = (row: KitTransition, action: KitAction, at: PlaceKind): boolean =>
  row.action === action && (row.at ?? at) === at;

/** State names as people read them: `in transit`. */
export const kitStateInWords = (state: KitState): string => state.replaceAll('-', ' ');

/** The actions that the table allows for a kit in this state at this kind of place. */
export const allowedActions = (state: KitState, at: PlaceKind): readonly KitAction[] =>
  kitTransitions
    .filter((row) => (row.at ?? at) === at && row.from.includes(state))
    .map((row) => row.action);

/** The state after an action at a kind of place, or the refusal `kit-transition` that names the table's row. */
export function nextKitState(
  state: KitState,
  action: KitAction,
  at: PlaceKind,
): Result<KitState, Refusal> {
  const rows = kitTransitions.filter((row) => holds(row, action, at));
  const row = rows.find(({ from }) => from.includes(state));
  if (row !== undefined) return ok(row.to);
  const from = rows.flatMap((candidate) => candidate.from).map(kitStateInWords);
  const allowed = allowedActions(state, at).join(', ');
  return err(
    refusal(
      'kit-transition',
      `A kit that is ${kitStateInWords(state)} at a ${at} cannot take the step "${action}".`,
      allowed === ''
        ? `Nothing more can happen to a kit that is ${kitStateInWords(state)} at a ${at}.`
        : `Steps possible now: ${allowed}.`,
      [
        from.length === 0
          ? `The table of kit states has no step "${action}" at a ${at}.`
          : `The table of kit states allows "${action}" at a ${at} only from: ${from.join(', ')}.`,
      ],
    ),
  );
}

/**
 * The same for one kit with its history: what a subject once had, or what an envelope of a site on backup showed, never
 * becomes stock again (`kit-was-dispensed`, `kit-was-shown`). Kits of envelopes that are out are released into them.
 */
export function nextStateOf(
  kit: {
    readonly state: KitState;
    readonly placeKind: PlaceKind;
    readonly wasDispensed: 0 | 1;
    readonly wasShown: 0 | 1;
    readonly isPacked: 0 | 1;
  },
  action: KitAction,
): Result<KitState, Refusal> {
  if (action === 'release' && kit.wasDispensed === 1) return err(wasDispensed);
  if (action === 'release' && kit.wasShown === 1) return err(wasShown);
  const next = nextKitState(kit.state, action, kit.placeKind);
  return action === 'release' && next.ok && kit.isPacked === 1 ? ok('reserved') : next;
}

const wasDispensed = refusal(
  'kit-was-dispensed',
  'It was dispensed to a subject before and cannot become stock again.',
  'Count what is left of it and set it aside for destruction.',
);

const wasShown = refusal(
  'kit-was-shown',
  'An envelope of backup randomization showed it, so it cannot become stock again.',
  'Send it back to a depot, or set it aside for destruction.',
);
