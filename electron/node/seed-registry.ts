import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const fileName = 'used-seeds';

/**
 * Remembers in the data directory which seeds any study on this machine took, as SHA-256 digests: a seed has
 * 256 random bits, so its digest does not tell it. Synced before the seed is used.
 */
export function seedRegistry(dataDirectory: string): (digest: string) => boolean {
  const path = join(dataDirectory, fileName);
  return (digest) => {
    if (existsSync(path) && readFileSync(path, 'utf8').split('\n').includes(digest)) return false;
    mkdirSync(dataDirectory, { recursive: true });
    const file = openSync(path, 'a', 0o600);
    try {
      writeSync(file, `${digest}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return true;
  };
}
