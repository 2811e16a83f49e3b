import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** Lints a small tree of planted files with one of our configurations; gives `file: rule` for each finding. */
export function lintPlanted(config: string, files: Readonly<Record<string, string>>): string[] {
  const planted = mkdtempSync(join(tmpdir(), 'cachet-house-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(planted, path)), { recursive: true });
      writeFileSync(join(planted, path), text);
    }
    symlinkSync(join(root, 'node_modules'), join(planted, 'node_modules'), 'junction');
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const words = [oxlint, '-c', join(root, config), '--format', 'json', ...Object.keys(files)];
    const { stdout } = spawnSync(process.execPath, words, { cwd: planted, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as Report;
    return diagnostics.map(({ code, filename }) => `${filename}: ${code}`).sort();
  } finally {
    rmSync(planted, { recursive: true });
  }
}
