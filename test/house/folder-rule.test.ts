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

test('every form of import is an import', () => {
  const forms = {
    'a-type': `import type { noun } from '../domain/noun.ts';\nexport type N = typeof noun;\n`,
    'on-demand': `export const load = () => import('../domain/noun.ts');\n`,
    'export-of-all': `export * from '../domain/noun.ts';\n`,
    'export-by-name': `export { noun } from '../domain/noun.ts';\n`,
    bare: `import '../domain/noun.ts';\n`,
  };
  const uses = Object.entries(forms).map(([name, text]) => [`shared/engine/${name}.ts`, text]);
  const found = lintPlanted('test/house/folders.json', { ...nouns, ...Object.fromEntries(uses) });
  expect(found).toEqual(uses.map(([file]) => `${file}: ${rule}`).sort());
});

test('packages are imported where they may be, and nowhere else', () => {
  const rows = [
    ['shared/base', 'node:fs', false],
    ['shared/app', 'node:crypto', false],
    ['shared/engine', 'react', false],
    ['shared/domain', 'zod', true],
    ['renderer', 'node:fs', false],
    ['renderer', 'react', true],
    ['renderer', 'electron', false],
    ['renderer', 'better-sqlite3', false],
    ['electron/node', 'electron', false],
    ['electron/loopback', 'electron', false],
    ['electron/cli', 'better-sqlite3', false],
    ['electron/main', 'electron', true],
    ['electron/preload', 'node:fs', false],
  ] as const;
  const uses = rows.map(([folder, source, isAllowed]) => ({
    file: `${folder}/uses-${source.replace(':', '-')}.ts`,
    text: `import * as thing from '${source}';\nexport const used = thing;\n`,
    isAllowed,
  }));
  const found = lintPlanted(
    'test/house/folders.json',
    Object.fromEntries(uses.map(({ file, text }) => [file, text])),
  );
  const refused = uses.filter(({ isAllowed }) => !isAllowed);
  expect(found).toEqual(refused.map(({ file }) => `${file}: ${rule}`).sort());
});
