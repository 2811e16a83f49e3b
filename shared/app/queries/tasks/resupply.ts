import { pendingProposal, resupplySettings } from '../../../store/queries/resupply-facts.ts';
import type { ProposalRecord } from '../../../store/queries/resupply-facts.ts';
import type { Task } from '../../../contracts/trail.ts';
import { depotDay, isRunDue } from '../../resupply/due-run.ts';
import { plural } from './task.ts';
import type { TaskContext, TaskSource } from './task.ts';

/** No shipment has these codes: they are parts of the Shipments screen. */
const proposalPart = '~resupply';
const settingsPart = '~resupply-settings';

const task = (given: Pick<Task, 'urgency' | 'title' | 'detail'>, part: string): Task => ({
  kind: 'stock',
  ...given,
  target: { screen: 'shipments', id: part },
});

function signOff({ code, day, shipments, kits }: ProposalRecord, today: string): Task {
  const isOld = day !== today;
  return task(
    {
      urgency: 'now',
      title: isOld
        ? `Resupply proposal ${code} of ${day} was never signed`
        : `Sign resupply proposal ${code}`,
      detail: isOld
        ? 'Prepare it anew, or discard it with a reason.'
        : `${plural(shipments, 'shipment')} with ${plural(kits, 'kit')}; nothing is sent before it is signed.`,
    },
    proposalPart,
  );
}

const hasNoSettings = ({ db }: TaskContext): boolean => resupplySettings(db) === null;

/** The proposal that waits for a signature, or the run of the day, for those who may sign it. */
export const resupplyTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'supply-planner'],
  find: (context) => {
    const pending = pendingProposal(context.db);
    if (pending !== null) return [signOff(pending, depotDay(context))];
    if (isRunDue(context)) {
      return [
        task(
          {
            urgency: 'now',
            title: 'Today’s resupply run is due',
            detail: 'Prepare the proposal, look at its numbers, and sign it.',
          },
          proposalPart,
        ),
      ];
    }
    return [];
  },
};

/** A study whose sites are supplied by hand until somebody says how. */
export const resupplySetupTasks: TaskSource = {
  roles: ['supply-planner'],
  find: (context) =>
    hasNoSettings(context)
      ? [
          {
            kind: 'setup',
            urgency: 'later',
            title: 'Set how sites are resupplied',
            detail: 'Without signed settings no run proposes shipments.',
            target: { screen: 'shipments', id: settingsPart },
          },
        ]
      : [],
};
