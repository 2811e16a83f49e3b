import type { Task } from '../../../contracts/trail.ts';
import type { Role } from '../../../domain/access/roles.ts';
import type { ShipmentState } from '../../../domain/shipment/shipment-state.ts';
import { shipmentWindow } from '../../../store/queries/shipment-rows.ts';
import type { ShipmentRecord } from '../../../store/queries/shipment-rows.ts';
import { foreignPlace } from '../../actor-place.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

/** A state in which a shipment waits for somebody: for whom, at which end, and to do what. */
interface Waiting {
  readonly states: readonly ShipmentState[];
  readonly end: 'from' | 'to';
  readonly roles: readonly Role[];
  readonly urgency: Task['urgency'];
  readonly title: (shipment: ShipmentRecord) => string;
}

const handlers: readonly Role[] = ['unblinded-pharmacist', 'depot-operator', 'site-user'];

const waitings: readonly Waiting[] = [
  {
    states: ['requested'],
    end: 'from',
    roles: ['unblinded-pharmacist'],
    urgency: 'now',
    title: ({ code }) => `Approve shipment ${code}`,
  },
  {
    states: ['approved'],
    end: 'from',
    roles: ['unblinded-pharmacist'],
    urgency: 'now',
    title: ({ code }) => `Pick shipment ${code}`,
  },
  {
    states: ['picked'],
    end: 'from',
    roles: handlers,
    urgency: 'soon',
    title: ({ code }) => `Pack shipment ${code}`,
  },
  {
    states: ['packed'],
    end: 'from',
    roles: handlers,
    urgency: 'soon',
    title: ({ code }) => `Hand shipment ${code} to the carrier`,
  },
  {
    states: ['in-transit', 'partly-received'],
    end: 'to',
    roles: handlers,
    urgency: 'soon',
    title: ({ toCode, kits, received }) => `Receive ${plural(kits - received, 'kit')} at ${toCode}`,
  },
];

/** More are counted, not listed. */
const mostRead = 200;

const taskOf = (waiting: Waiting, shipment: ShipmentRecord): Task => ({
  kind: 'shipment',
  urgency: waiting.urgency,
  title: waiting.title(shipment),
  detail: `${shipment.code}: ${plural(shipment.kits, 'kit')} from ${shipment.fromCode} to ${shipment.toCode}.`,
  target: { screen: 'shipments', id: shipment.code },
});

function tasksOf(context: TaskContext, waiting: Waiting): readonly Task[] {
  const { actor, db, scope } = context;
  if (!waiting.roles.includes(actor.role)) return [];
  const { rows } = shipmentWindow(db, {
    status: waiting.states,
    places: scope.visible,
    search: null,
    offset: 0,
    limit: mostRead,
  });
  const own = rows.filter(
    ({ fromCode, toCode }) =>
      foreignPlace(actor, waiting.end === 'from' ? fromCode : toCode) === null,
  );
  return atMost(
    // The oldest has waited longest.
    own.toReversed().map((shipment) => taskOf(waiting, shipment)),
    (hidden) => ({
      title: `${plural(hidden, 'more shipment')} wait as well`,
      detail: 'The Shipments screen shows every shipment by its status.',
      target: { screen: 'shipments', id: null },
    }),
  );
}

/** Shipments that wait for this person: to approve, pick, pack, hand over or receive. */
export const shipmentTasks: TaskSource = {
  roles: handlers,
  find: (context) => waitings.flatMap((waiting) => tasksOf(context, waiting)),
};
