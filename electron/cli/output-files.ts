import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import { pathFrom } from './arguments.ts';
import type { Command, Io, Typed } from './command.ts';

const TAKEN = 'it exists already, and nothing is overwritten';

const WHY: Readonly<Record<string, string>> = {
  EEXIST: TAKEN,
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'writing there is not permitted',
  ENOSPC: 'the disk is full',
};

const unwritable = (path: string, why: string): Refusal =>
  refusal('file-unwritable', `"${path}" cannot be written: ${why}.`, 'Choose another path.');

function whyOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === undefined) throw cause;
  return WHY[code] ?? `the system says ${code}`;
}

/** Refuses the first option whose file or folder could not be made; null when all can. */
export function placeTaken(command: Command, typed: Typed, io: Io): Refusal | null {
  for (const [name, { makes }] of Object.entries(command.options ?? {})) {
    if (makes === undefined) continue;
    for (const path of typed.options[name] ?? []) {
      const why = whyNotFree(pathFrom(io, path), makes);
      if (why !== null) return unwritable(path, why);
    }
  }
  return null;
}

/** Refuses a path where no new file can be made; null when it can. */
export function fileTaken(io: Io, path: string): Refusal | null {
  const why = whyNotFree(pathFrom(io, path), 'file');
  return why === null ? null : unwritable(path, why);
}

function whyNotFree(path: string, makes: 'file' | 'folder'): string | null {
  try {
    return inTheWay(path) ?? whyTaken(path, makes);
  } catch (cause) {
    return whyOf(cause);
  }
}

/** From the root down, the first of the folders above a path that keeps it from being made. */
function inTheWay(path: string): string | null {
  const parent = dirname(path);
  if (parent === path) return null;
  const above = inTheWay(parent);
  if (above !== null || lstatSync(parent, { throwIfNoEntry: false }) === undefined) return above;
  const isFolder = statSync(parent, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? null : `${parent} is no folder`;
}

function whyTaken(path: string, makes: 'file' | 'folder'): string | null {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    accessSync(nearest(dirname(path)), constants.W_OK);
    return null;
  }
  if (makes === 'file') return TAKEN;
  if (!(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false))
    return 'it is no folder';
  if (readdirSync(path).length > 0) return 'the folder is not empty, and nothing is overwritten';
  accessSync(path, constants.W_OK);
  return null;
}

/** The folder itself if it is there, or else the nearest above it. */
const nearest = (folder: string): string =>
  lstatSync(folder, { throwIfNoEntry: false }) === undefined ? nearest(dirname(folder)) : folder;

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
  const why = whyNotFree(absolute, 'file');
  if (why !== null) return err(unwritable(path, why));
  try {
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content, { flag: 'wx', mode });
    return ok(absolute);
  } catch (cause) {
    return err(unwritable(path, whyOf(cause)));
  }
}

/** Writes files for their owner alone into a folder; when one of them cannot be written, none is left. */
export function writeOwnFiles(
  io: Io,
  folder: string,
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Result<readonly string[], Refusal> {
  const written: string[] = [];
  for (const [name, content] of files) {
    const one = writeNewFile(io, join(folder, name), content, 0o600);
    if (!one.ok) {
      for (const path of written) rmSync(path, { force: true });
      return one;
    }
    written.push(one.value);
  }
  return ok(written);
}
