import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import { pathFrom } from './arguments.ts';
import type { Io } from './command.ts';

const WHY: Readonly<Record<string, string>> = {
  EEXIST: 'it exists already, and nothing is overwritten',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'writing there is not permitted',
  ENOSPC: 'the disk is full',
};

/**
 * Writes a new file, making its folder; gives the absolute path. Never overwrites.
 * `mode` is 0600 for what not everybody on the machine may read.
 */
export function writeNewFile(
  io: Io,
  path: string,
  content: string | Uint8Array,
  mode = 0o644,
): Result<string, Refusal> {
  const absolute = pathFrom(io, path);
  try {
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content, { flag: 'wx', mode });
    return ok(absolute);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const why = WHY[code] ?? `the system says ${code}`;
    return err(
      refusal('file-unwritable', `"${path}" cannot be written: ${why}.`, 'Choose another path.'),
    );
  }
}
