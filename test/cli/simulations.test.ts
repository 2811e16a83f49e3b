import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cachet, cachetJson } from './spawn-cli.ts';

const SCENARIO = { n: 60, centres: 8, activation_days: [0, 30], rate: { alpha: 1.2, beta: 58 } };
const DESIGNS = { ...SCENARIO, regions: 2, designs: ['C-BSD(2)', 'CRD'] };

let directory: string;
const write = (name: string, value: unknown): void =>
  writeFileSync(join(directory, name), JSON.stringify(value));
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-cli-'));
  write('recruitment.json', SCENARIO);
  write('multicentre.json', DESIGNS);
  write('stranger.json', { ...DESIGNS, centers: 8 });
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (name: string, ...more: string[]) =>
  cachet([name, '--scenario', `${name}.json`, '--replicates', '300', ...more, '--json'], directory);

describe.each(['multicentre', 'recruitment'])('%s', (name) => {
  test('gives the same bytes from one thread and from two', async () => {
    const one = await run(name, '--seed', '7', '--workers', '1');
    const two = await run(name, '--seed', '7', '--workers', '2');
    expect(one.code).toBe(0);
    expect(two.stdout).toBe(one.stdout);
    const other = await run(name, '--seed', '8', '--workers', '1');
    expect(other.stdout).not.toBe(one.stdout);
  });

  test('spreads all its centres over the counts', async () => {
    const { stdout } = await run(name);
    const parsed = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
    const counts = (parsed['recruitment'] ?? parsed)['centres_by_count'] as number[];
    expect(counts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(8, 9);
    expect(counts.reduce((sum, one, k) => sum + k * one, 0)).toBeCloseTo(60, 9);
  });

  test.each(['0', '1', '1.5'])('refuses %s replicates', async (replicates) => {
    const words = ['--scenario', `${name}.json`, '--replicates', replicates, '--json'];
    const { code, stdout } = await cachet([name, ...words], directory);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      refused: { message: expect.stringContaining(replicates) },
    });
  });

  test.each([['absent'], ['word', '--replicates', 'many'], ['half', '--workers', '0.5']])(
    '%s is wrong usage',
    async (what, ...more) => {
      const words = what === 'absent' ? [] : ['--scenario', `${name}.json`, ...more];
      expect(await cachet([name, ...words], directory)).toMatchObject({ code: 2, stdout: '' });
    },
  );
});

test('a scenario with a mistyped field is refused by its name', async () => {
  const { code, json } = await cachetJson(
    ['multicentre', '--scenario', 'stranger.json'],
    directory,
  );
  expect(code).toBe(1);
  expect(json).toMatchObject({ refused: { rule: 'scenario-field-unknown' } });
  expect(JSON.stringify(json)).toContain('centers');
});

test('every design of a scenario is answered', async () => {
  const { stdout } = await run('multicentre');
  const { designs } = JSON.parse(stdout) as { designs: Record<string, { PD: number }> };
  expect(Object.keys(designs)).toEqual(DESIGNS.designs);
  expect(designs['CRD']?.PD).toBe(0);
  expect(designs['C-BSD(2)']?.PD).toBeGreaterThan(0);
});
