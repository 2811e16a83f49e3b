// Requirements: SUP-17
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command as labelPrint } from '../../electron/cli/commands/label-print.ts';
import { runCli } from '../../electron/cli/run-cli.ts';
import { TABLE } from '../../electron/cli/table.ts';
import { demonstrationBench } from '../builders/study-core.ts';
import type { Bench } from '../builders/study-core.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await demonstrationBench();
}, 60_000);
afterAll(() => bench.remove());

async function run(...words: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const io = {
    out: (text: string) => out.push(text),
    say: () => undefined,
    environment: { CACHET_DATA: bench.dataDirectory },
    directory: bench.folder,
    stop: new AbortController().signal,
  };
  const command = ['accountability', 'export', '--store', 'demo.cachet', ...words];
  return { code: await runCli(command, io, TABLE), out: out.join('\n') };
}

test(
  'all tables are written once, and marked when they tell types',
  { timeout: 60_000 },
  async () => {
    const blinded = await run('--user', 'helen', '--out', 'blind', '--json');
    expect(blinded.code).toBe(0);
    const { files } = JSON.parse(blinded.out) as { files: { table: string; file: string }[] };
    expect(files.map(({ table }) => table)).toEqual(['da', 'kits', 'subjects', 'places']);
    const names = readdirSync(join(bench.folder, 'blind'));
    expect(names).toHaveLength(4);
    expect(names.join()).not.toContain('UNBLINDED');
    expect((await run('--user', 'helen', '--out', 'blind')).code).toBe(1);
    expect((await run('--out', 'books', '--format', 'xlsx')).code).toBe(0);
    expect(readdirSync(join(bench.folder, 'books')).join()).toContain('UNBLINDED');
    expect((await run('--out', 'x', '--format', 'pdf')).code).toBe(2);
  },
);

test(
  'the examples of the help on labels work on a demonstration',
  { timeout: 60_000 },
  async () => {
    for (const example of labelPrint.examples) {
      const said: string[] = [];
      const io = {
        out: () => undefined,
        say: (text: string) => said.push(text),
        environment: { CACHET_DATA: bench.dataDirectory },
        directory: bench.folder,
        stop: new AbortController().signal,
      };
      expect(await runCli(example.split(' '), io, TABLE), `${example}: ${said.join()}`).toBe(0);
    }
  },
);
