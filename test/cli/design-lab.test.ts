// Requirements: RND-04
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cachet, cachetJson } from './spawn-cli.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-cli-'));
  writeFileSync(join(directory, 'u.json'), '[0.1, 0.9, 0.4, 0.6, 0.2]');
  writeFileSync(join(directory, 'broken.json'), '[0.1,');
  const small = { n: 10, centres: 2, activation_days: [0, 9], rate: { alpha: 1, beta: 9 } };
  writeFileSync(join(directory, 'm.json'), JSON.stringify({ ...small, designs: ['CRD'] }));
});
afterAll(() => rmSync(directory, { recursive: true }));

const split = (line: string): string[] => line.split(' ');

test('every procedure of the help is listed with its source', async () => {
  const { json } = await cachetJson(['procedures']);
  const { procedures } = json as { procedures: { code: string; name: string; source: string }[] };
  const codes = procedures.map(({ code }) => code);
  for (const code of split(
    'crd tbd rand pbd bcd abcd gbcd bsd bcdwit eud bud wei mp brick dbr minimization zelen',
  )) {
    expect(codes).toContain(code);
  }
  expect(procedures.filter(({ name, source }) => name === '' || source === '')).toEqual([]);
});

test('probabilities of a block urn with unequal arms, by hand: (w(λ+k) − N) / (W(λ+k) − j)', async () => {
  const words = 'probabilities --procedure bud --arms 1:2:2 --param lambda=2 --counts 3,3,4';
  const { code, json } = await cachetJson(split(words));
  expect(code).toBe(0);
  expect(json).toEqual({ probabilities: [0, 3 / 5, 2 / 5] });
});

test('a sequence driven by uniforms from a file beside the person', async () => {
  const words = 'sequence --procedure bud --arms 1:1 --param lambda=3 --uniforms u.json';
  const { code, json } = await cachetJson(split(words), directory);
  expect(code).toBe(0);
  expect(json['arms']).toEqual([0, 1, 0, 1, 0]);
  expect((json['probabilities'] as number[][])[1]).toEqual([2 / 5, 3 / 5]);
});

test('exact characteristics: the big stick of 2 is deterministic a quarter of the time', async () => {
  const words = 'characteristics --procedure bsd --param mti=2 --n 500 --exact';
  const { code, json } = await cachetJson(split(words));
  expect(code).toBe(0);
  expect(json).toMatchObject({ procedure: 'bsd', n: 500, method: 'exact' });
  expect(json['PD']).toBeCloseTo(1 / 4, 2);
  expect(json['PCG_convergence']).toBeCloseTo(5 / 8, 2);
  expect(json['EF']).toBeCloseTo(500 * (json['PCG_convergence'] as number) - 250, 9);
  expect(json['error']).toBeUndefined();
});

test('simulated characteristics come with errors, and again with the same seed', async () => {
  const words = split(
    'characteristics --procedure bud --param lambda=2 --n 60 --replicates 2000 --seed 7',
  );
  const first = await cachet([...words, '--json']);
  const second = await cachet([...words, '--json']);
  expect(first.code).toBe(0);
  expect(second.stdout).toBe(first.stdout);
  const { error, PD } = JSON.parse(first.stdout) as { error: { PD: number }; PD: number };
  expect(error.PD).toBeGreaterThan(0);
  expect(Math.abs(PD - 1 / 6)).toBeLessThan(0.05);
  const other = await cachet([...words.slice(0, -1), '8', '--json']);
  expect(other.stdout).not.toBe(first.stdout);
});

test.each([
  ['characteristics --procedure bsd --param mti=0 --n 500', 'parameter-out-of-range'],
  ['characteristics --procedure crd --n 0', 'length-out-of-range'],
  ['characteristics --procedure crd --n 5 --replicates 1', 'replicates-out-of-range'],
  ['characteristics --procedure crd --n 5 --replicates 9 --seed=-1', 'seed-out-of-range'],
  ['characteristics --procedure dbr --param limits=2 --n 5', 'not-a-sequence'],
  ['multicentre --scenario m.json --replicates 0', 'replicates-out-of-range'],
  ['multicentre --scenario m.json --replicates 5 --seed=-1', 'seed-out-of-range'],
  ['probabilities --procedure dbr --param limits=2 --counts 1,0 --j 9', 'index-not-applicable'],
  ['probabilities --procedure zelen --param limit=2 --counts 1,0 --j 2', 'index-not-applicable'],
  ['probabilities --procedure dbr --param limits=0x10 --counts 1,0', 'parameter-out-of-range'],
  ['probabilities --procedure dbr --param limits=1e1 --counts 1,0', 'parameter-out-of-range'],
  ['probabilities --procedure bsd --param mti=2 --counts 3,x', 'counts-unreadable'],
  ['probabilities --procedure bsd --arms 1/1 --param mti=2 --counts 0,0', 'ratio-unreadable'],
  ['sequence --procedure crd --uniforms absent.json', 'file-unreadable'],
  ['sequence --procedure crd --uniforms broken.json', 'json-invalid'],
])('%s is refused', async (words, rule) => {
  const { code, json } = await cachetJson(split(words), directory);
  expect(code).toBe(1);
  const { refused } = json as { refused: Record<string, unknown> };
  expect(Object.keys(refused)).toEqual(['rule', 'message', 'because', 'next']);
  expect(refused['rule']).toBe(rule);
});

test.each([
  'characteristics --procedure bsd --param mti=2',
  'characteristics --procedure bsd --param mti=2 --n 5 --exact --replicates 5',
  'characteristics --procedure bsd --param mti=2 --n 5 --exact --seed 5',
  'characteristics --procedure bsd --param mti=2 --n 5 --seed 5',
  'characteristics --procedure bsd --param mti=2 --n x',
  'probabilities --procedure bsd --param mti=2 --param mti=3 --counts 1,2',
  'probabilities --counts 1,2',
  'probabilities --procedure bsd --param mti --counts 1,2',
  'sequence --procedure crd',
])('%s is wrong usage', async (words) => {
  const { code, stdout, stderr } = await cachet([...split(words), '--json'], directory);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toBe('');
});

test.each(['procedures', 'probabilities', 'sequence', 'characteristics', 'serve'])(
  '%s --help documents itself',
  async (name) => {
    const { code, stdout } = await cachet([name, '--help']);
    expect(code).toBe(0);
    for (const part of ['Usage:', 'Options', 'Output', 'Examples']) expect(stdout).toContain(part);
  },
);
