import { hubStatus } from '../../node/hub/administration.ts';
import type { ConflictRow, MachineRow } from '../../node/hub/administration.ts';
import { requireCurrent } from '../../node/hub/schema.ts';
import { done, refused } from '../command.ts';
import type { Command } from '../command.ts';
import { atHub, hubOption } from '../hub-access.ts';
import { textTable } from '../text-table.ts';

const machineLine = (row: MachineRow): readonly string[] => [
  row.device,
  row.place ?? row.kind,
  row.study,
  row.revokedAt === null ? (row.seenAt ?? 'never') : `revoked ${row.revokedAt}`,
  String(row.waiting),
  row.witnessed === null ? '' : String(row.witnessed),
];

const conflictLine = (row: ConflictRow): string =>
  `${row.kind} of ${row.device}: ${JSON.stringify(row.details)}, ${row.times} times, last ${row.lastAt}`;

export const command: Command = {
  options: hubOption,
  output:
    'schema (hub, version), machines (device, kind, study, place, enrolledAt, seenAt, revokedAt, waiting: parcels that nobody took, witnessed: entries), conflicts (device, kind fork|restored|rolled-back|rewritten|pack-twice, details, times, firstAt, lastAt). Times in UTC.',
  examples: ['hub status --database-url postgres://cachet_owner@db.example.org/cachet --json'],
  run: (typed, io) =>
    atHub(typed, io, async ({ db }) => {
      const status = await hubStatus(db);
      const { schema, machines, conflicts } = status;
      const hub = requireCurrent(schema);
      if (!hub.ok) return refused(hub.error);
      const header = ['machine', 'place', 'study', 'last seen', 'waiting', 'witnessed'];
      return done(
        status,
        [
          `Hub ${hub.value}, schema ${schema.kind === 'current' ? schema.version : ''}`,
          textTable([header, ...machines.map(machineLine)]),
          ...conflicts.map(conflictLine),
        ].join('\n'),
      );
    }),
};
