import { upgradeHub } from '../../node/hub/administration.ts';
import { requireCurrent, schemaState } from '../../node/hub/schema.ts';
import { done, refused } from '../command.ts';
import type { Command } from '../command.ts';
import { atHub, hubOption } from '../hub-access.ts';

export const command: Command = {
  options: hubOption,
  output: 'hub, steps of its schema that were taken now (none when it was up to date).',
  examples: ['hub upgrade --database-url postgres://cachet_owner@db.example.org/cachet --json'],
  run: (typed, io) =>
    atHub(typed, io, async (connection) => {
      const state = await schemaState(connection.db);
      const hubNow = requireCurrent(state);
      if (!hubNow.ok && state.kind === 'none') return refused(hubNow.error);
      const made = await upgradeHub(connection);
      if (!made.ok) return refused(made.error);
      const { hub, steps } = made.value;
      return done(
        { hub, steps },
        steps.length > 0
          ? `Hub ${hub}: ${steps.join(', ')}.`
          : `Hub ${hub} is up to date; nothing was to be done.`,
      );
    }),
};
