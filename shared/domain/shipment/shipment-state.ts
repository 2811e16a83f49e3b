import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** The life of a shipment. */
export const shipmentStates = [
  'requested',
  'approved',
  'picked',
  'packed',
  'in-transit',
  'partly-received',
  'received',
  'lost',
  'cancelled',
] as const;
export type ShipmentState = (typeof shipmentStates)[number];

export type ShipmentAction =
  | 'approve'
  | 'pick'
  | 'pack'
  | 'dispatch'
  | 'receive-part'
  | 'receive-rest'
  | 'lose'
  | 'cancel';

interface ShipmentTransition {
  readonly action: ShipmentAction;
  readonly from: readonly ShipmentState[];
  readonly to: ShipmentState;
}

const beforeDispatch: readonly ShipmentState[] = ['requested', 'approved', 'picked', 'packed'];

/** Every legal step; what is not here is refused. Picking again replaces the pick until the box is closed. */
export const shipmentTransitions: readonly ShipmentTransition[] = [
  { action: 'approve', from: ['requested'], to: 'approved' },
  { action: 'pick', from: ['approved', 'picked'], to: 'picked' },
  { action: 'pack', from: ['picked', 'packed'], to: 'packed' },
  { action: 'dispatch', from: ['packed'], to: 'in-transit' },
  { action: 'receive-part', from: ['in-transit', 'partly-received'], to: 'partly-received' },
  { action: 'receive-rest', from: ['in-transit', 'partly-received'], to: 'received' },
  { action: 'lose', from: ['in-transit', 'partly-received'], to: 'lost' },
  { action: 'cancel', from: beforeDispatch, to: 'cancelled' },
];

const inWords = (state: ShipmentState): string => state.replaceAll('-', ' ');

/** The actions that the table allows now. */
export const allowedShipmentActions = (state: ShipmentState): readonly ShipmentAction[] =>
  shipmentTransitions.filter(({ from }) => from.includes(state)).map(({ action }) => action);

/** The state after an action, or the refusal `shipment-transition` that names what is possible. */
export function nextShipmentState(
  state: ShipmentState,
  action: ShipmentAction,
): Result<ShipmentState, Refusal> {
  const row = shipmentTransitions.find(
    (candidate) => candidate.action === action && candidate.from.includes(state),
  );
  if (row !== undefined) return ok(row.to);
  const allowed = allowedShipmentActions(state).map((name) => name.replaceAll('-', ' '));
  return err(
    refusal(
      'shipment-transition',
      `The shipment is ${inWords(state)}; it cannot take the step "${action.replaceAll('-', ' ')}".`,
      allowed.length === 0
        ? 'Nothing more can happen to it.'
        : `Steps possible now: ${allowed.join(', ')}.`,
    ),
  );
}
