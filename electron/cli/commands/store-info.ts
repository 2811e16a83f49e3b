import { readAnchor } from '../../node/anchor.ts';
import { openStoreDatabase } from '../../node/store-file/store-file.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { hashAt, readHead } from '../../../shared/store/ledger-store.ts';
import { pathFrom } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { accessStore, userOption } from '../store-access.ts';

const shownPragmas = [
  'cipher',
  'journal_mode',
  'synchronous',
  'locking_mode',
  'temp_store',
  'foreign_keys',
  'trusted_schema',
  'cell_size_check',
  'mmap_size',
  'busy_timeout',
  'application_id',
  'user_version',
] as const;

async function info(typed: Typed, io: Io): Promise<Ending> {
  const access = await accessStore(typed, io, pathFrom(io, typed.positionals[0] as string));
  if (!access.ok) return refused(access.error);
  const { path, machine, ring, keys } = access.value;
  const opened = openStoreDatabase(path, keys.dataKey);
  if (!opened.ok) return refused(opened.error);
  const database = opened.value;
  try {
    const { definition, version } = currentDefinition(database);
    const head = readHead(database, machine.device.id);
    const anchor = readAnchor(
      machine.dataDirectory,
      { storeId: ring.storeId, founder: ring.founder.device },
      machine.device,
    );
    const facts = {
      path,
      storeId: ring.storeId,
      protocol: definition.protocol.number,
      environment: definition.environment,
      definitionVersion: version,
      demonstration: ring.demonstration !== 'no',
      entries: head.sequence,
      head: hashAt(database, head.sequence),
      device: machine.device.id,
      founder: ring.founder.device,
      anchor: anchor.kind === 'anchor' ? anchor.checkpoint : anchor.kind,
      pragmas: Object.fromEntries(shownPragmas.map((name) => [name, database.pragma(name)])),
    };
    return done(facts, Object.entries(facts).map(line).join('\n'));
  } finally {
    database.close();
  }
}

const line = ([name, value]: [string, unknown]): string =>
  `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;

export const command: Command = {
  positionals: [{ name: 'PATH', description: 'the study file' }],
  options: { ...userOption },
  output:
    'path, storeId, protocol, environment, definitionVersion, entries, head (hash of the last entry), device, anchor (checkpoint outside the file), pragmas as read back.',
  examples: ['store info ./demo.cachet --json'],
  run: info,
};
