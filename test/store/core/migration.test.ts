// Requirements: PLT-04
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { openDatabase } from '../../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../../electron/node/open-database.ts';
import { createStore } from '../../../electron/node/store-file/create-store.ts';
import { demonstrationDefinition } from '../../../electron/node/demonstration/demonstration-definition.ts';
import { machinePorts } from '../../../electron/node/machine-ports.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { migration0010 } from '../../../shared/store/migrations/0010-ledger-and-tables.ts';
import { migration0020 } from '../../../shared/store/migrations/0020-live-and-reserve-lists.ts';
import type { SqlDatabase, SqlValue } from '../../../shared/store/sql-database.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { cheap, coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await demonstrationBench();
});
afterAll(() => bench.remove());

interface Saved {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

const columnsOf = (database: SqlDatabase, table: string): readonly string[] =>
  database
    .prepare(`SELECT name FROM pragma_table_info(?)`)
    .rows(table)
    .map(([name]) => String(name));

/** Everything that later schemas added is gone; what schema 20 knew stays. */
function asSchema20(database: OpenDatabase): void {
  const objects = database
    .prepare(`SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'`)
    .rows();
  const named = (type: string) =>
    objects.filter(([of]) => of === type).map(([, name]) => String(name));
  const saved = named('table').map((table): Saved => {
    const columns = columnsOf(database, table);
    const rows = database.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).rows();
    return { table, columns, rows };
  });
  database.exec('PRAGMA foreign_keys = OFF');
  for (const type of ['trigger', 'view', 'table'] as const) {
    for (const name of named(type)) database.exec(`DROP ${type} ${name}`);
  }
  database.exec(`${migration0010.sql}; ${migration0020.sql}`);
  for (const { table, columns, rows } of saved) {
    const kept = columnsOf(database, table).filter((name) => columns.includes(name));
    if (kept.length === 0 || rows.length === 0) continue;
    const marks = kept.map(() => '?').join(', ');
    const insert = database.prepare(`INSERT INTO ${table} (${kept.join(', ')}) VALUES (${marks})`);
    for (const row of rows) {
      insert.run(...kept.map((name) => row[columns.indexOf(name)] as SqlValue));
    }
  }
  database.exec('PRAGMA foreign_keys = ON; PRAGMA user_version = 20');
}

/** A study as schema 20 wrote it: before there were shipments. */
async function studyOfSchema20(path: string): Promise<void> {
  const device = loadDevice(bench.dataDirectory);
  const study = demonstrationDefinition(resourcesDirectory(), 'small');
  await createStore(
    { dataDirectory: bench.dataDirectory, device },
    machinePorts({
      dataDirectory: bench.dataDirectory,
      clock: systemClock,
      printer: machinePrinter,
      emit: () => undefined,
      isCancelled: () => false,
    }),
    {
      path,
      definition: study.definition,
      definitionText: study.text,
      fileName: study.fileName,
      users: [
        {
          user: 'maren',
          printedName: 'Maren Solberg',
          role: 'unblinded-pharmacist',
          passphrase: demonstrationPassphrase,
        },
      ],
      demonstration: 'no',
      cost: cheap,
    },
  );
  const credentials = { user: 'maren', passphrase: demonstrationPassphrase };
  const keys = await openKeyRing(readKeyRing(path), {
    ...credentials,
    deviceSecret: device.secret,
  });
  const database = openDatabase(path, (keys as { dataKey: Uint8Array }).dataKey, { create: false });
  asSchema20(database);
  database.close();
}

it('brings a study of schema 20 up to date after putting a copy beside it', async () => {
  const path = `${bench.folder}/old.cachet`;
  await studyOfSchema20(path);
  const core = coreOn(bench, path);
  expect((await signIn(core)).kind).toBe('ok');
  expect(existsSync(`${path}.schema-20`)).toBe(true);
  expect((await core.must('shipments.page', {})).total).toBe(0);
  expect((await core.must('trail.verify', {})).ok).toBe(true);
  core.close();
});
