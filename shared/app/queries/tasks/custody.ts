import { requestedOpenings } from '../../../store/queries/custody-rows.ts';
import type { TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

/** Openings that another custodian asked for. */
export const custodyTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'unblinded-statistician'],
  find: ({ db, sealer, actor }) =>
    sealer === null
      ? []
      : atMost(
          requestedOpenings(db)
            .filter(({ user }) => user !== actor.user)
            .map(({ code, printedName, list, reason }) => ({
              kind: 'access',
              urgency: 'soon',
              title: `${printedName} asks to open ${list ?? 'the map of kits'}`,
              detail: `${code}: ${reason}`,
              target: { screen: 'code-break', id: `custody:${code}` },
            })),
          (hidden) => ({
            title: `${plural(hidden, 'more opening')} to be answered`,
            detail: 'The register of custody shows them.',
            target: { screen: 'code-break', id: 'custody' },
          }),
        ),
};
