import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** The writer in one file, since starting it from its sources costs five times as long. */
export interface BuiltWriter {
  readonly program: string;
  remove(): void;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Packages with a binary of their own; all others go into the bundle, which then loads in half the time. */
const native = ['better-sqlite3', '@node-rs/argon2'];

/** Bundles a writer (a source file) with the sources as they are now. */
export async function buildWriter(
  source: string = join(import.meta.dirname, 'writer.ts'),
): Promise<BuiltWriter> {
  mkdirSync(join(root, '.build'), { recursive: true });
  const folder = mkdtempSync(join(root, '.build', 'faults-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: native },
    build: {
      ssr: source,
      target: 'node24',
      outDir: folder,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'writer.js' } },
    },
  });
  return {
    program: join(folder, 'writer.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
