// Requirements: PLT-08
import { expect, test } from 'vitest';
import { lintPlanted } from './planted.ts';

const LAYERS = {
  base: 'shared/base',
  domain: 'shared/domain',
  engine: 'shared/engine',
  ledger: 'shared/ledger',
  contracts: 'shared/contracts',
  store: 'shared/store',
  app: 'shared/app',
  node: 'electron/node',
  main: 'electron/main',
  preload: 'electron/preload',
  loopback: 'electron/loopback',
  cli: 'electron/cli',
  renderer: 'renderer',
} as const;
type Layer = keyof typeof LAYERS;

/** Who may import whom, written a second time on purpose: the configuration is held against it. */
const MAY: Readonly<Record<Layer, readonly Layer[]>> = {
  base: [],
  domain: ['base'],
  engine: ['base'],
  ledger: ['base', 'domain'],
  contracts: ['base', 'domain'],
  store: ['base', 'domain', 'ledger'],
  app: ['base', 'domain', 'engine', 'ledger', 'contracts', 'store'],
  node: ['base', 'domain', 'engine', 'ledger', 'contracts', 'store', 'app'],
  main: ['base', 'contracts', 'node'],
  preload: ['base', 'contracts'],
  loopback: ['base', 'contracts', 'node'],
  cli: [
    ...(['base', 'domain', 'engine', 'ledger', 'contracts', 'store', 'app'] as const),
    ...(['node', 'loopback'] as const),
  ],
  renderer: ['base', 'domain', 'contracts'],
};

const layers = Object.keys(LAYERS) as Layer[];
const pairs = layers.flatMap((from) =>
  layers.filter((to) => to !== from).map((to): [Layer, Layer] => [from, to]),
);
const nouns = Object.fromEntries(
  layers.map((layer) => [`${LAYERS[layer]}/noun.ts`, 'export const noun = 1;\n']),
);
const planted = (from: Layer, to: Layer): string => `${LAYERS[from]}/uses-${to}.ts`;
const path = (to: Layer, from: Layer): string =>
  `${LAYERS[from]
    .split('/')
    .map(() => '..')
    .join('/')}/${LAYERS[to]}/noun.ts`;
const rule = 'boundaries(dependencies)';

test('every import that a layer may not make is caught, and every other is let through', () => {
  const uses = pairs.map(([from, to]) => [
    planted(from, to),
    `import { noun } from '${path(to, from)}';\nexport const used = noun;\n`,
  ]);
  const found = lintPlanted('test/house/folders.json', { ...nouns, ...Object.fromEntries(uses) });
  const forbidden = pairs.filter(([from, to]) => !MAY[from].includes(to));
  expect(forbidden.length).toBeGreaterThan(100);
  expect(found).toEqual(forbidden.map(([from, to]) => `${planted(from, to)}: ${rule}`).sort());
});

test.each([
  ['a type', `import type { noun } from '../domain/noun.ts';\nexport type N = typeof noun;\n`],
  ['an import on demand', `export const load = () => import('../domain/noun.ts');\n`],
  ['an export of all', `export * from '../domain/noun.ts';\n`],
  ['an export by name', `export { noun } from '../domain/noun.ts';\n`],
  ['a bare import', `import '../domain/noun.ts';\n`],
])('%s is an import', (_, text) => {
  const file = 'shared/engine/uses.ts';
  expect(lintPlanted('test/house/folders.json', { ...nouns, [file]: text })).toEqual([
    `${file}: ${rule}`,
  ]);
});

test.each([
  ['shared/base/a.ts', 'node:fs', false],
  ['shared/app/a.ts', 'node:crypto', false],
  ['shared/engine/a.ts', 'react', false],
  ['shared/domain/a.ts', 'zod', true],
  ['renderer/a.ts', 'node:fs', false],
  ['renderer/a.ts', 'react', true],
  ['renderer/a.ts', 'electron', false],
  ['renderer/a.ts', 'better-sqlite3', false],
  ['electron/node/a.ts', 'electron', false],
  ['electron/loopback/a.ts', 'electron', false],
  ['electron/cli/a.ts', 'better-sqlite3', false],
  ['electron/main/a.ts', 'electron', true],
  ['electron/preload/a.ts', 'node:fs', false],
])('%s imports the package %s: %s', (file, source, isAllowed) => {
  const text = `import * as thing from '${source}';\nexport const used = thing;\n`;
  expect(lintPlanted('test/house/folders.json', { [file]: text })).toEqual(
    isAllowed ? [] : [`${file}: ${rule}`],
  );
});
