/** What a package for Linux on x64 must hold. */
const NEEDED = [
  '/package.json',
  '/.build/main/index.js',
  '/.build/preload/index.cjs',
  '/.build/node/core-worker.js',
  '/.build/node/cli.js',
  '/.build/renderer/index.html',
  '/.build/viewer/index.html',
  '/.build/manifests/node.json',
  '/.build/manifests/renderer.json',
  '/resources/demonstration/study.yaml',
  '/node_modules/zod/package.json',
  '/node_modules/better-sqlite3/package.json',
  '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
];

const STRANGE: readonly (readonly [string, RegExp])[] = [
  ['a Node binary', /^\/node_modules\/node-(linux|win|darwin)-\w+(\/|$)/],
  ['a source', /^\/(electron|shared|renderer|test)(\/|$)/],
  ['a tool', /^\/node_modules\/(electron|vite|vitest|typescript|@playwright|react|oxlint)(\/|$)/],
  ['another platform', /\/prebuilds\/(?!linux-x64\.node$).+\.node$/],
  ['another platform', /argon2[.-](?!linux-x64-gnu)[\w.-]*\.node$/],
  ['C sources', /^\/node_modules\/(node-addon-api|better-sqlite3\/(deps|src))\/./],
  ['a study', /\.cachet$/],
  ['a record of the build', /^\/\.build\/(\.|test-results|package)/],
];

/** What is wrong with a package, by the list of its files. */
export function faultsOf(files: readonly string[]): string[] {
  const present = new Set(files);
  return [
    ...NEEDED.filter((file) => !present.has(file)).map((file) => `absent: ${file}`),
    ...files.flatMap((file) =>
      STRANGE.filter(([, pattern]) => pattern.test(file)).map(([what]) => `${what}: ${file}`),
    ),
  ];
}

export const neededFiles: readonly string[] = NEEDED;
