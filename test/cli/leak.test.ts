// Requirements: SUP-12
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cachet, cachetJson } from './spawn-cli.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-leak-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const check = (scenario: unknown, ...words: string[]) => {
  writeFileSync(join(directory, 'site.json'), JSON.stringify(scenario));
  return cachetJson(['leak', 'check', '--scenario', 'site.json', ...words], directory);
};
const twelve = { subjects: 12, types: [{ trigger: 2, ceiling: 3 }] };

test('one-for-one replacement is flagged: most pairs are certain', async () => {
  const { code, json } = await check(twelve, '--histories', '30');
  expect(code).toBe(0);
  expect(json).toMatchObject({
    method: 'exact',
    pairs: 66,
    blind_safe: false,
    most_pairs_certain: true,
  });
});

test('pooled sets in any order are blind-safe, and larger sites get a bound', async () => {
  const pooled = { pooling: 'all-types', first_used: 'any', types: [{ trigger: 5, ceiling: 7 }] };
  const few = ['--histories', '3'];
  expect((await check({ ...twelve, ...pooled }, ...few)).json).toMatchObject({
    certain_share: 0,
    blind_safe: true,
  });
  const large = await check({ ...twelve, subjects: 30 }, ...few);
  expect(large.json).toMatchObject({ method: 'upper-bound', blind_safe: false });
});

test('a scenario that cannot be checked is refused by field', async () => {
  const rule = async (scenario: unknown): Promise<string> => {
    const { code, json } = await check(scenario);
    expect(code).toBe(1);
    return (json as { refused: { rule: string } }).refused.rule;
  };
  expect(await rule({ ...twelve, ceilling: 3 })).toBe('scenario-field-invalid');
  expect(await rule({ ...twelve, types: [{ trigger: 3, ceiling: 2 }] })).toBe(
    'ceiling-below-trigger',
  );
  expect(await rule({ ...twelve, types: [{ trigger: 3, buffer: 2 }] })).toBe('levels-incomplete');
  expect(await rule({ ...twelve, visits: [{ day: 0, kits: [{ type: 0 }] }] })).toBe(
    'schedule-incomplete',
  );
  expect(await rule([])).toBe('scenario-field-invalid');
});

test('the help documents the scenario', async () => {
  const { code, stdout } = await cachet(['leak', 'check', '--help'], directory);
  expect(code).toBe(0);
  for (const field of ['days_between_subjects', 'first_used', 'blind_safe']) {
    expect(stdout).toContain(field);
  }
});
