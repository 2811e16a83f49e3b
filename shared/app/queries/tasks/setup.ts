import type { Task } from '../../../contracts/trail.ts';
import { countKits } from '../../../store/queries/kit-counts.ts';
import { allLists } from '../../../store/queries/list-rows.ts';
import type { TaskContext, TaskSource } from './task.ts';

const setupTask = (title: string, detail: string, screen: string): Task => ({
  kind: 'setup',
  urgency: 'soon',
  title,
  detail,
  target: { screen, id: null },
});

const hasKits = ({ db }: TaskContext): boolean => countKits(db, { places: null }) > 0;

/** What a new study still lacks before its first subject can be randomized. */
export const kitSetupTasks: TaskSource = {
  roles: ['unblinded-pharmacist'],
  find: (context) =>
    hasKits(context)
      ? []
      : [
          setupTask(
            'Bring in the kits',
            'Import the kit list with its kit types, or register a lot and generate numbers.',
            'kits',
          ),
        ],
};

export const listSetupTasks: TaskSource = {
  roles: ['unblinded-statistician'],
  find: ({ db }) =>
    allLists(db).some(({ status }) => status !== 'retired')
      ? []
      : [
          setupTask(
            'Generate the randomization list',
            'Subjects can be randomized after a list is generated, verified and signed by two people.',
            'randomization',
          ),
        ],
};

export const siteSetupTasks: TaskSource = {
  roles: ['administrator', 'unblinded-pharmacist'],
  find: ({ scope }) =>
    [...scope.places.values()].some(({ kind, status }) => kind === 'site' && status === 'active')
      ? []
      : [setupTask('Open a site', 'No site is open for randomization yet.', 'study')],
};
