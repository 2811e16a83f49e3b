import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../electron/cli/run-cli.ts';
import { TABLE } from '../../electron/cli/table.ts';
import { plainResupply } from '../builders/resupply-settings.ts';
import { demonstrationBench } from '../builders/study-core.ts';
import type { Bench } from '../builders/study-core.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await demonstrationBench();
  writeFileSync(join(bench.folder, 'levels.json'), JSON.stringify(plainResupply));
});
afterAll(() => bench.remove());

async function propose(...words: string[]): Promise<{ code: number; out: string; said: string }> {
  const out: string[] = [];
  const said: string[] = [];
  const io = {
    out: (text: string) => out.push(text),
    say: (text: string) => said.push(text),
    environment: { CACHET_DATA: bench.dataDirectory },
    directory: bench.folder,
    stop: new AbortController().signal,
  };
  const code = await runCli(['resupply', 'propose', '--store', 'demo.cachet', ...words], io, TABLE);
  return { code, out: out.join('\n'), said: said.join('\n') };
}

test('a proposal with settings from a file carries every number, and records nothing', async () => {
  const { code, out } = await propose('--settings', 'levels.json', '--site', 'S001', '--json');
  expect(code).toBe(0);
  const { settingsEntry, sites } = JSON.parse(out) as {
    settingsEntry: number | null;
    sites: { site: string; lines: { arithmetic: { available: number } }[] }[];
  };
  expect(settingsEntry).toBeNull();
  expect(sites.map(({ site }) => site)).toEqual(['S001']);
  expect(sites[0]?.lines[0]?.arithmetic.available).toBeGreaterThanOrEqual(0);
});

test('text tells of the lines to send', async () => {
  const { code, out } = await propose('--settings', 'levels.json');
  expect(code).toBe(0);
  expect(out).toMatch(/lines to send; next run \d{4}-/);
});

test('refusals reach the exit code', async () => {
  const unknown = await propose('--settings', 'levels.json', '--site', 'S999');
  expect(unknown).toMatchObject({ code: 1, out: '' });
  expect(unknown.said).toContain('place-unknown');
  expect((await propose('--settings', 'missing.json')).code).toBe(1);
  expect((await propose('--setings', 'levels.json')).code).toBe(2);
});
