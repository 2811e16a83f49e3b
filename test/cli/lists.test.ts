// Requirements: RND-05
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cachet, cachetJson } from './spawn-cli.ts';

const SPECIFICATION = {
  study: 'CHT-301',
  list: 'main',
  arms: [{ name: 'Active', weight: 2 }, { name: 'Placebo' }],
  procedure: 'pbd',
  parameters: { blocks: '3,6' },
  strata: [
    { name: 'Basel', length: 30, reserve: 6 },
    { name: 'Genève', length: 12 },
  ],
};
const SEED = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

let directory: string;
const at = (name: string): string => join(directory, name);
const list = (...words: string[]) => cachetJson(['list', ...words], directory);
const make = (out: string, seed = SEED) =>
  list('generate', '--spec', 'spec.json', '--seed', seed, '--out', out);
const verify = (name: string, seed = SEED) =>
  list('verify', '--spec', 'spec.json', '--seed', seed, '--list', name);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-list-'));
  writeFileSync(at('spec.json'), JSON.stringify(SPECIFICATION));
  await make('list.csv');
});
afterAll(() => rmSync(directory, { recursive: true }));

test('a list is made, the same from the same seed, and others cannot read it', async () => {
  const { code, json } = await make('again.csv');
  expect(code).toBe(0);
  expect(json).toMatchObject({ out: at('again.csv'), slots: 48, concordance: { agreeing: 48 } });
  const text = readFileSync(at('again.csv'), 'utf8');
  expect(text.split('\n')[0]?.trim()).toBe('stratum,block,position,arm');
  expect(text).toBe(readFileSync(at('list.csv'), 'utf8'));
  if (process.platform !== 'win32') expect(statSync(at('again.csv')).mode & 0o777).toBe(0o600);
});

test('nothing is overwritten', async () => {
  const { code, json } = await make('list.csv');
  expect(code).toBe(1);
  expect(json).toMatchObject({ refused: { rule: 'file-unwritable' } });
});

test('the list that was made verifies', async () => {
  expect(await verify('list.csv')).toMatchObject({ code: 0, json: { verified: true } });
});

test('one changed arm is found and named', async () => {
  const lines = readFileSync(at('list.csv'), 'utf8').split('\n');
  const changed = lines.map((line, index) =>
    index !== 5
      ? line
      : line.includes('Active')
        ? line.replace('Active', 'Placebo')
        : line.replace('Placebo', 'Active'),
  );
  writeFileSync(at('changed.csv'), changed.join('\n'));
  const { code, json } = await verify('changed.csv');
  expect(code).toBe(1);
  expect(json).toMatchObject({
    verified: false,
    regenerated: { slots: 48, agreeing: 47, differences: [{ stratum: 'Basel', position: 5 }] },
  });
});

test('another seed does not verify', async () => {
  const { code, json } = await verify('list.csv', SEED.replace('00', 'ff'));
  expect(code).toBe(1);
  expect(json).toMatchObject({ verified: false });
});

test.each(['seed', `${SEED}00`, SEED.replace('00', 'xx')])(
  '%s is refused as a seed',
  async (seed) => {
    expect(await make('none.csv', seed)).toMatchObject({
      code: 1,
      json: { refused: { rule: 'seed-invalid' } },
    });
    expect(() => statSync(at('none.csv'))).toThrow();
  },
);

test('a replication kit is files in a new folder', async () => {
  const kit = await list('replication-kit', '--spec', 'spec.json', '--out', 'kit');
  expect(kit.code).toBe(0);
  const { files } = kit.json as { files: string[] };
  expect(files.filter((file) => /\.(R|py)$/.test(file)).length).toBeGreaterThanOrEqual(2);
  for (const file of files) expect(statSync(file).size).toBeGreaterThan(0);
  expect((await list('replication-kit', '--spec', 'spec.json', '--out', 'kit')).code).toBe(1);
});

test('the group and its commands document themselves', async () => {
  const group = await cachet(['list', '--help']);
  expect(group.stdout).toContain('list replication-kit');
  expect((await cachet(['list', 'verify', '--help'])).stdout).toContain('--list FILE');
});
