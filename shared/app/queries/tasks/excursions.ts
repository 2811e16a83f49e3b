import type { Task } from '../../../contracts/trail.ts';
import { excursionWindow, shipmentsToJudge } from '../../../store/queries/excursion-rows.ts';
import type { ExcursionRecord, WaitingShipment } from '../../../store/queries/excursion-rows.ts';
import type { TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

/** More are counted, not listed. */
const mostRead = 100;

const tierWords: Readonly<Record<number, string>> = {
  1: 'within the stability budget; release is proposed',
  2: 'more time was spent than the stability data allow',
  3: 'the temperature went beyond the hard limits',
};

const excursionTask = (excursion: ExcursionRecord): Task => ({
  kind: 'excursion',
  urgency: 'now',
  title: `Decide excursion ${excursion.code}`,
  detail: `${plural(excursion.kits, 'kit')} of ${excursion.shipment ?? excursion.place ?? 'the study'}: ${tierWords[excursion.tier] ?? ''}.`,
  target: { screen: 'cold-chain', id: excursion.code },
});

/** Excursions that wait for a signed decision; beyond tier 1 only quality assurance can make it. */
export const excursionTasks: TaskSource = {
  roles: ['qa', 'unblinded-pharmacist'],
  find({ db, actor, scope }) {
    const { rows } = excursionWindow(db, {
      status: ['open'],
      places: scope.visible,
      offset: 0,
      limit: mostRead,
    });
    const own = rows.filter(({ tier }) => tier === 1 || actor.role === 'qa');
    return atMost(own.map(excursionTask), (hidden) => ({
      title: `${plural(hidden, 'more excursion')} wait for a decision`,
      detail: 'The Cold chain screen shows every excursion.',
      target: { screen: 'cold-chain', id: null },
    }));
  },
};

const loggerTask = ({ shipment, to, result }: WaitingShipment): Task => ({
  kind: 'excursion',
  urgency: 'now',
  title: `Import the logger file of shipment ${shipment}`,
  detail:
    result === 'alarmed'
      ? `Its logger raised an alarm; the kits wait in quarantine at ${to}.`
      : `Its logger was not found; without data the kits at ${to} are judged as the worst case.`,
  target: { screen: 'cold-chain', id: `~import/${shipment}` },
});

/** Shipments whose logger raised an alarm or is missing, and that nobody judged. */
export const loggerTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'depot-operator', 'site-user', 'qa'],
  find: ({ db, scope }) =>
    atMost(shipmentsToJudge(db, scope.visible, mostRead).map(loggerTask), (hidden) => ({
      title: `${plural(hidden, 'more shipment')} wait for their logger files`,
      detail: 'The Cold chain screen lists them.',
      target: { screen: 'cold-chain', id: null },
    })),
};
