import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The preloaded library that sees and spoils the writes of a program. */
export interface Shim {
  readonly library: string;
  remove(): void;
}

/** Compiles the library, or says why this machine cannot: it needs Linux and a C compiler. */
export function compileShim(): Shim | string {
  if (process.platform !== 'linux') return 'skipped: preloading needs Linux';
  const folder = mkdtempSync(join(tmpdir(), 'cachet-shim-'));
  const library = join(folder, 'watch-writes.so');
  const source = join(import.meta.dirname, 'watch-writes.c');
  const words = ['-O2', '-Wall', '-Werror', '-shared', '-fPIC', '-o', library, source, '-ldl'];
  const compiled = spawnSync('cc', words, { encoding: 'utf8' });
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (compiled.status === 0) return { library, remove };
  remove();
  if (compiled.error !== undefined) return 'skipped: no C compiler';
  throw new Error(compiled.stderr);
}
