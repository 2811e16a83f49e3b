import { accessSync, constants, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { writeFileDurably } from '../durable-file.ts';

/** Lies in a folder that was chosen for backups: an empty folder where a disk is not mounted has none. */
const mark = '.cachet-backups';

const isFolder = (place: string): boolean => existsSync(place) && statSync(place).isDirectory();

export const isPlaceThere = (place: string): boolean =>
  isFolder(place) && existsSync(join(place, mark));

const hourMs = 3_600_000;

/** Removes what a crash left of unfinished backups of a study; a younger one may be another machine's at work. */
export function removeLeftovers(place: string, study: string): void {
  const isLeftover = (name: string): boolean =>
    name.startsWith(`${study}-`) && /\.cachet\.unfinished(-\w+|\.keys)?$/.test(name);
  for (const name of readdirSync(place).filter(isLeftover)) {
    const path = join(place, name);
    if (statSync(path).mtimeMs < Date.now() - hourMs) rmSync(path, { force: true });
  }
}

/** Why a folder cannot be chosen, or null; it is marked as chosen. */
export function choosePlace(place: string): Refusal | null {
  if (!isFolder(place)) return placeMissing(place);
  try {
    accessSync(place, constants.W_OK);
    writeFileDurably(join(place, mark), 'Backups of a study lie here.\n', 0o600);
    return null;
  } catch (error) {
    return placeFault(place, error) ?? placeNotWritable(place);
  }
}

export const placeMissing = (place: string): Refusal =>
  refusal(
    'backup-place-missing',
    `The folder ${place} for backups is not there.`,
    'Connect or mount the disk, or choose another folder for backups.',
  );

const placeNotWritable = (place: string): Refusal =>
  refusal(
    'backup-place-not-writable',
    `Nothing can be written to the folder ${place} for backups.`,
    'Check its permissions, or choose another folder for backups.',
  );

/** What went wrong in the folder for backups, or null for defects of the program. */
export function placeFault(place: string, error: unknown): Refusal | null {
  const code = String((error as { code?: unknown })?.code ?? '');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return refusal(
      'backup-place-full',
      `There is no room for a backup in ${place}.`,
      'Free some space there, keep fewer backups, or choose another folder for backups.',
      ['The study itself is stored; no older backup was deleted.'],
    );
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') return placeMissing(place);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return placeNotWritable(place);
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(code) || code === 'EIO') {
    return refusal(
      'backup-place-error',
      `The disk of ${place} reported an error (${code}); no backup was made.`,
      'Check that disk, or choose another folder for backups.',
    );
  }
  return null;
}
