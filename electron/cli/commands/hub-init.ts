import { makeHub } from '../../node/hub/administration.ts';
import { done, refused } from '../command.ts';
import type { Command } from '../command.ts';
import { atHub, hubOption } from '../hub-access.ts';

export const command: Command = {
  options: hubOption,
  output:
    'hub (number of the hub, which machines need to ask for enrolment), made (false when it was there already), steps of its schema.',
  examples: [
    'hub init --database-url postgres://cachet_owner@db.example.org/cachet --json',
    'hub init --database-url pglite:./office-hub',
  ],
  run: (typed, io) =>
    atHub(typed, io, async (connection) => {
      const made = await makeHub(connection);
      if (!made.ok) return refused(made.error);
      const { hub, steps } = made.value;
      return done(
        { hub, made: steps.length > 0, steps },
        steps.length > 0 ? `Hub ${hub} is made.` : `Hub ${hub} was there already.`,
      );
    }),
};
