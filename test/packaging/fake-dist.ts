import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark in Electron's executable after which its fuses stand: version, count, then one digit each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 9;

/** Each fuse as we do not want it, so that none stands right by itself. */
export const UNSET_FUSES = '101100111';

/** Writes what looks like Electron's unpacked distribution to the packager, without the 200 MB. */
export function writeFakeDist(directory: string, version: string): void {
  mkdirSync(join(directory, 'resources'), { recursive: true });
  mkdirSync(join(directory, 'locales'));
  const wire = Buffer.from([1, FUSES, ...Buffer.from(UNSET_FUSES)]);
  const executable = Buffer.concat([Buffer.from('not Electron'), Buffer.from(SENTINEL), wire]);
  writeFileSync(join(directory, 'electron'), executable);
  chmodSync(join(directory, 'electron'), 0o755);
  for (const [name, text] of [
    ['version', version],
    ['LICENSE', 'licence'],
    ['LICENSES.chromium.html', 'licences'],
  ] as const) {
    writeFileSync(join(directory, name), text);
  }
}

/** The fuses of a packed executable, `1` on and `0` off, in Electron's order. */
export function readFuses(executable: string): string {
  const bytes = readFileSync(executable);
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length;
  return bytes.subarray(at + 2, at + 2 + FUSES).toString();
}
