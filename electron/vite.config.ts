import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Programs of the Node side: name under `.build/`, and source. */
const PROGRAMS = {
  'node/cli': 'cli/index.ts',
  'node/core-worker': 'node/core.worker.ts',
  'node/simulation-worker': 'node/simulation.worker.ts',
  'main/index': 'main/index.ts',
};

const input = Object.fromEntries(
  Object.entries(PROGRAMS)
    .map(([name, source]): [string, string] => [name, join(root, source)])
    .filter(([, source]) => existsSync(source)),
);

// Packages stay in node_modules, unminified: what runs can be read, and native modules find their binaries.
export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { external: ['electron'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: '../.build',
    emptyOutDir: false,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input,
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'node/chunks/[name]-[hash].js',
      },
    },
  },
});
