// Requirements: PLT-04
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/node/open-database.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { schemaVersion, migrations } from '../../../shared/store/migrations/migrations.ts';
import { releasedSchemas } from '../../builders/released-schemas.ts';
import type { ReleasedSchemas } from '../../builders/released-schemas.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { runSpoiled } from '../disk/run-spoiled.ts';
import { compileShim } from '../disk/shim.ts';
import { counted, figure } from '../figures.ts';
import { atWork, failedChecks, isLong, report } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { MigrationSaid } from './migration-writer.ts';
import { objectsOfSchema, schemaOfFile } from './schema-of-file.ts';

const shim = compileShim();
if (typeof shim === 'string') report(`disk faults of migrations ${shim}`);

let bench: Bench;
let released: ReleasedSchemas;
let writer: BuiltWriter;
beforeAll(async () => {
  bench = await demonstrationBench();
  released = await releasedSchemas(bench);
  writer = await buildWriter(join(import.meta.dirname, 'migration-writer.ts'));
});
afterAll(() => {
  bench.remove();
  writer.remove();
  if (typeof shim !== 'string') shim.remove();
});

const older = migrations.map(({ number }) => number).filter((number) => number < schemaVersion);
const killed = isLong ? older : [180];
const spoiled = isLong ? older : [180];

const linesOf = (stdout: string): readonly MigrationSaid[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as MigrationSaid);

/** The old schema whole, or the new one whole; never a part. */
function expectWhole(schema: number, entries: number): void {
  const found = schemaOfFile(bench.path, released.dataKey);
  expect([schema, schemaVersion]).toContain(found.schema);
  const expected = objectsOfSchema(found.schema, join(bench.folder, 'expected.cachet'));
  expect(found.objects).toBe(expected);
  expect(found.entries).toBeGreaterThanOrEqual(entries);
}

const expectVerified = (): Promise<void> =>
  atWork(bench, async (core) => expect(await failedChecks(core, true)).toEqual([]));

it.each(older)('brings a study of schema %i up to date, and verifies it', async (schema) => {
  const entries = released.write(schema);
  expectWhole(schema, entries);
  await expectVerified();
  expectWhole(schemaVersion, entries);
  expect(existsSync(`${bench.path}.schema-${schema}`)).toBe(true);
});

it('holds more of the life in each later schema', () => {
  const counts = older.map((schema) => released.entriesOf(schema));
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(counts[0]).toBeGreaterThan(5);
  expect(counts.at(-1)).toBeGreaterThan(300);
});

it('refuses a study of a newer schema by name, and leaves it alone', async () => {
  released.write(schemaVersion);
  const database = openDatabase(bench.path, released.dataKey, { create: false });
  database.exec(`PRAGMA user_version = ${schemaVersion + 10}`);
  database.close();
  const before = readFileSync(bench.path);
  const core = coreOn(bench);
  const reply = await signIn(core);
  core.close();
  expect(reply).toMatchObject({ refusal: { rule: 'store-newer' } });
  expect(JSON.stringify(reply)).toContain(`schema ${schemaVersion + 10}`);
  expect(readFileSync(bench.path).equals(before)).toBe(true);
});

/** Dies before a step of the migration; says how many steps there were when it was through. */
function dies(dieAt: number): { readonly isDead: boolean; readonly steps: number } {
  const { dataDirectory, path } = bench;
  const task = { dataDirectory, path, resources: resourcesDirectory(), switchPath: '', dieAt };
  const ran = spawnSync(process.execPath, [writer.program], {
    input: JSON.stringify({ ...task, fault: 'full-disk' }),
    encoding: 'utf8',
  });
  expect(ran.stderr).toBe('');
  const steps = linesOf(ran.stdout).filter(({ kind }) => kind === 'step').length;
  return { isDead: ran.signal === 'SIGKILL', steps };
}

it('leaves the old schema or the new one wherever the program is killed', async () => {
  let kills = 0;
  for (const schema of killed) {
    for (let dieAt = 1; ; dieAt += 1) {
      const entries = released.write(schema);
      const { isDead } = dies(dieAt);
      expectWhole(schema, entries);
      if (!isDead) break;
      kills += 1;
      await expectVerified();
    }
  }
  expect(kills).toBeGreaterThan(killed.length * 3);
  figure({
    what: 'kill -9 at every step of a migration',
    runs: `${counted(kills)} kills, schemas ${killed.join(', ')}`,
    result: 'the old schema or the new one whole; each then opens and verifies',
  });
}, 3_600_000);

describe.skipIf(typeof shim === 'string')('a failing disk', () => {
  it.each(['full-disk', 'broken-disk'] as const)(
    'leaves the old schema or the new one: %s',
    (fault) => {
      if (typeof shim === 'string') throw new Error(shim);
      let failures = 0;
      for (const schema of spoiled) {
        released.write(schema);
        const fresh = { path: join(bench.folder, 'fresh'), dataDirectory: `${bench.folder}-fresh` };
        cpSync(bench.path, fresh.path);
        cpSync(bench.dataDirectory, fresh.dataDirectory, { recursive: true });
        const { stdout, stderr } = runSpoiled({
          program: writer.program,
          library: shim.library,
          bench,
          watch: bench.path,
          fault,
          task: { fresh, stride: isLong ? 1 : 11 },
        });
        rmSync(fresh.dataDirectory, { recursive: true });
        expect(stderr).toBe('');
        const said = linesOf(stdout);
        expect(said.at(-1)).toEqual({ kind: 'done', again: 'ok' });
        const rules = said.flatMap((line) => (line.kind === 'failed' ? [line.rule] : []));
        expect(rules.filter((rule) => !['disk-full', 'disk-error', 'ok'].includes(rule))).toEqual(
          [],
        );
        failures += rules.length;
      }
      expect(failures).toBeGreaterThan(3);
      figure({
        what: `${fault === 'full-disk' ? 'full disk (ENOSPC)' : 'I/O error (EIO)'} ${isLong ? 'at every write and sync' : 'at a part of the writes'} of a migration`,
        runs: `${counted(failures)} failing operations, schemas ${spoiled.join(', ')}`,
        result: 'refused by name or through; the same file then opens',
      });
    },
    3_600_000,
  );
});
