// Requirements: TRU-13
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../electron/cli/run-cli.ts';
import { TABLE } from '../../../electron/cli/table.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { openDatabase } from '../../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../../electron/node/open-database.ts';
import { cryptoItems } from '../../../electron/node/self-test/crypto-items.ts';
import { engineItems } from '../../../electron/node/self-test/engine-items.ts';
import { machineItems } from '../../../electron/node/self-test/machine-items.ts';
import { programFileItems } from '../../../electron/node/self-test/program-files.ts';
import {
  pragmaItems,
  storageItems,
  studyItems,
} from '../../../electron/node/self-test/store-items.ts';
import { createSchema } from '../../../electron/node/store-file/migrate.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import type { SelfTestItem, SelfTestResult } from '../../../shared/contracts/self-test.ts';
import { standingClock } from '../../fakes/clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'cachet-self-test-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const failures = (items: readonly SelfTestItem[]): readonly string[] =>
  items.filter(({ passed }) => !passed).map(({ item, found }) => `${item}: ${found}`);

describe('the files of the program', () => {
  const root = join(folder, 'app');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const built = (target: string, paths: readonly string[]): void => {
    for (const path of paths) write(path, path);
    const files = paths.map((path) => [path, createHash('sha256').update(path).digest('hex')]);
    const manifest = { format: 'cachet-build/1', target, files: Object.fromEntries(files) };
    write(`.build/manifests/${target}.json`, JSON.stringify(manifest));
  };
  const help = Array.from({ length: 10 }, (_, i) => `resources/help/page-${i}.md`);
  beforeEach(() => {
    rmSync(root, { recursive: true, force: true });
    built('node', ['.build/node/cli.js', '.build/node/chunks/a.js']);
    built('preload', ['.build/preload/index.cjs']);
    built('viewer', ['.build/viewer/index.html']);
    const fonts = ['.build/renderer/assets/a.woff2', '.build/renderer/assets/b.woff2'];
    built('renderer', [...fonts, 'resources/icons/icon.png', ...help]);
  });

  it('pass as they were built', () => {
    expect(failures(programFileItems(root))).toEqual([]);
  });

  it.each<readonly [string, () => void, string]>([
    [
      'an edited file',
      () => write('.build/node/cli.js', 'edited'),
      'node: .build/node/cli.js was changed',
    ],
    [
      'a missing file',
      () => rmSync(join(root, '.build/viewer/index.html')),
      'viewer: .build/viewer/index.html is missing',
    ],
    [
      'an added file',
      () => write('.build/node/extra.js', ''),
      'node: .build/node/extra.js was added',
    ],
    [
      'a missing manifest',
      () => rmSync(join(root, '.build/manifests/preload.json')),
      'preload: no manifest',
    ],
  ])('show %s', (_name, spoil, expected) => {
    spoil();
    expect(failures(programFileItems(root))[0]).toBe(`Files of the program: ${expected}`);
  });

  it('show a missing typeface twice: as a file and as a part', () => {
    rmSync(join(root, '.build/renderer/assets/b.woff2'));
    expect(failures(programFileItems(root))).toEqual([
      'Files of the program: renderer: .build/renderer/assets/b.woff2 is missing',
      'Typefaces of the window: 1',
    ]);
  });
});

describe('known answers', () => {
  it('are given by engine and cryptography', async () => {
    expect(failures(engineItems())).toEqual([]);
    expect(failures(await cryptoItems())).toEqual([]);
  });
});

describe('the machine', () => {
  const dataDirectory = join(folder, 'data');
  beforeAll(() => void loadDevice(dataDirectory));

  it('passes as it is', () => {
    expect(failures(machineItems({ dataDirectory, clock: systemClock }))).toEqual([]);
    expect(failures(storageItems())).toEqual([]);
  });

  it('fails when others may read the secret of the device', () => {
    chmodSync(join(dataDirectory, 'device.json'), 0o644);
    expect(failures(machineItems({ dataDirectory, clock: systemClock }))).toEqual([
      'Secret of the device: mode 644',
    ]);
    chmodSync(join(dataDirectory, 'device.json'), 0o600);
  });

  it('fails when its clock stands before the program was made', () => {
    const items = machineItems({ dataDirectory, clock: standingClock('2019-05-01T00:00:00.000Z') });
    expect(failures(items)).toContain('Clock: before the release of the program');
  });
});

describe('an open study', () => {
  let database: OpenDatabase;
  beforeEach(() => {
    const path = join(folder, `study-${randomBytes(4).toString('hex')}`);
    database = openDatabase(path, randomBytes(32), { create: true });
    createSchema(database);
    return () => database.close();
  });

  it('passes with its settings and tables', () => {
    expect(failures(studyItems(database))).toEqual([]);
  });

  it.each([
    ['synchronous', 'NORMAL', '1'],
    ['foreign_keys', 'OFF', '0'],
    ['trusted_schema', 'ON', '1'],
    ['mmap_size', '1048576', '1048576'],
  ])('fails when %s is %s', (name, value, found) => {
    database.exec(`PRAGMA ${name} = ${value}`);
    expect(failures(pragmaItems(database))).toEqual([`Setting ${name}: ${found}`]);
  });

  it('fails when a guard of the ledger is gone', () => {
    database.exec('DROP TRIGGER ledger_no_update');
    expect(failures(studyItems(database)).join()).toContain(
      'Digest of tables, indexes and triggers',
    );
  });
});

it('is a command that says each item and keeps the host to this machine', async () => {
  const out: string[] = [];
  const io = {
    out: (text: string) => out.push(text),
    say: () => undefined,
    environment: { CACHET_DATA: join(folder, 'data') },
    directory: folder,
    stop: new AbortController().signal,
  };
  const code = await runCli(['selftest', '--pdf', 'iq.pdf', '--json'], io, TABLE);
  const result = JSON.parse(out.join('')) as SelfTestResult;
  expect(code).toBe(result.ok ? 0 : 1);
  // Files of the program are those of the last build, which sources may be ahead of.
  expect(failures(result.items.filter(({ item }) => !item.startsWith('Files of')))).toEqual([]);
  expect(result.items.filter(({ group }) => group === 'host')).toHaveLength(2);
});
