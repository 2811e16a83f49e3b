// Requirements: PLT-03
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../../electron/cli/run-cli.ts';
import { TABLE } from '../../electron/cli/table.ts';
import { demonstrationBench } from '../builders/study-core.ts';
import type { Bench } from '../builders/study-core.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await demonstrationBench();
  mkdirSync(join(bench.folder, 'kept'));
});
afterAll(() => bench.remove());

/** A command with `--json`, as somebody types it in the folder of the study. */
async function cachet(...words: readonly string[]) {
  const out: string[] = [];
  const code = await runCli(
    [...words, '--json'],
    {
      out: (text) => out.push(text),
      say: () => undefined,
      environment: { CACHET_DATA: bench.dataDirectory },
      directory: bench.folder,
      stop: new AbortController().signal,
    },
    TABLE,
  );
  return { code, json: JSON.parse(out.join('') || '{}') };
}

const store = ['--store', 'demo.cachet', '--user', 'ada'];

it('sets a schedule, makes backups, and restores one after comparing', async () => {
  const kept = ['--to', 'kept', '--every', '12', '--keep-last', '1', '--keep-daily', '0'];
  const none = ['--keep-weekly', '0', '--keep-monthly', '0'];
  const reason = ['--reason', 'agreed with QA'];
  expect(await cachet('backup', 'schedule', ...store, ...kept, ...none, ...reason)).toMatchObject({
    code: 0,
  });
  const first = await cachet('backup', 'make', ...store, '--if-due');
  expect(first).toMatchObject({ code: 0, json: { code: 'BK-00001' } });
  expect(await cachet('backup', 'make', ...store, '--if-due')).toMatchObject({
    code: 1,
    json: { refused: { rule: 'backup-not-due' } },
  });
  const { json } = await cachet('backup', 'status', ...store);
  expect(json).toMatchObject({ missed: 0, backups: [{ code: 'BK-00001', state: 'kept' }] });

  const compared = await cachet('restore', 'compare', first.json.path, ...store);
  expect(compared).toMatchObject({
    code: 0,
    json: { parted: false, anchor: { verdict: 'lacks' } },
  });
  expect(compared.json.lost.entries).toBeGreaterThan(0);
  const head = 'ab'.repeat(32);
  const witnessed = ['--checkpoint', `5:${head}`];
  expect(await cachet('restore', first.json.path, ...store, ...witnessed, ...reason)).toMatchObject(
    {
      code: 1,
      json: { refused: { rule: 'restore-contradicts-checkpoint' } },
    },
  );
  expect(await cachet('restore', first.json.path, ...store, ...reason)).toMatchObject({
    code: 1,
    json: { refused: { rule: 'restore-loses-entries' } },
  });
  const jonas = ['--user', 'jonas', '--out', 'jonas.cachet', '--accept-loss', ...reason];
  expect(await cachet('store', 'restore', first.json.path, ...jonas)).toMatchObject({
    code: 1,
    json: { refused: { rule: 'restore-role' } },
  });
  const restored = await cachet('restore', first.json.path, ...store, '--accept-loss', ...reason);
  expect(restored).toMatchObject({ code: 0, json: { epoch: 2, kept: bench.path } });
  expect(existsSync(restored.json.path)).toBe(true);
  expect(readdirSync(join(bench.folder, 'kept')).filter((name) => name.endsWith('.keys'))).toEqual([
    expect.stringContaining('demo-'),
  ]);
});

it('names a folder that is not there, and a file that is no backup', async () => {
  expect(await cachet('backup', 'make', ...store, '--to', 'none')).toMatchObject({ code: 1 });
  writeFileSync(join(bench.folder, 'x.cachet'), 'no study');
  expect(await cachet('restore', 'compare', 'x.cachet', '--user', 'ada')).toMatchObject({
    code: 1,
    json: { refused: { rule: 'key-ring-unreadable' } },
  });
  expect((await cachet('restore', 'compare', 'x.cachet', '--checkpoint', 'x')).code).not.toBe(0);
});
