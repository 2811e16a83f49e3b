import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { contracts } from '../../../shared/contracts/index.ts';

const renderer = join(import.meta.dirname, '..', '..', '..', 'renderer');
const texts = globSync('text/en/*.json', { cwd: renderer });
const sources = globSync('**/*.{ts,tsx}', { cwd: renderer });

type Words = { readonly [key: string]: string | Words };

const plural = /_(zero|one|other)$/;

/** The area that the words of a file belong to: `site-mode.json` holds `siteMode`. */
const areaOf = (file: string): string =>
  basename(file, '.json').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Every key as the sources write it, without its plural ending. */
function keysOf(words: Words, path: string): readonly string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${path}.${key.replace(plural, '')}`]
      : keysOf(value, `${path}.${key}`),
  );
}

const known = new Set(
  texts.flatMap((file) =>
    keysOf(JSON.parse(readFileSync(join(renderer, file), 'utf8')) as Words, areaOf(file)),
  ),
);
const code = sources.map((file) => readFileSync(join(renderer, file), 'utf8')).join('\n');
const areas = texts.map(areaOf).join('|');
const literal = new RegExp(`['\`]((?:${areas})\\.[A-Za-z][\\w.-]*)['\`]`, 'g');
const open = new RegExp(`\`((?:${areas})\\.[\\w.-]*)\\$\\{`, 'g');

test('every key that the screens write has its words', () => {
  const written = [...code.matchAll(literal)].map((match) => match[1] ?? '');
  expect(written.length).toBeGreaterThan(300);
  const isProcedure = (key: string): boolean => Object.hasOwn(contracts, key);
  expect(written.filter((key) => !known.has(key) && !isProcedure(key))).toEqual([]);
});

test('every beginning of a key that the screens complete has words', () => {
  const begun = [...code.matchAll(open)].map((match) => match[1] ?? '');
  expect(begun.length).toBeGreaterThan(20);
  expect(begun.filter((start) => ![...known].some((key) => key.startsWith(start)))).toEqual([]);
});

test('no words lie about unused', () => {
  const written = new Set([...code.matchAll(literal)].map((match) => match[1] ?? ''));
  const begun = [...code.matchAll(open)].map((match) => match[1] ?? '');
  const unused = [...known].filter(
    (key) => !written.has(key) && !begun.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
