import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';

const codeOf = (error: unknown): string => String((error as { code?: unknown })?.code ?? '');

/** Faults of the machine that a person can mend; null for defects of the program. */
export function explainFault(error: unknown): Refusal | null {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return refusal(
      'disk-full',
      'The disk is full; nothing was stored.',
      'Free some space, then do it again.',
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS') {
    return refusal(
      'not-writable',
      'The study file or its folder cannot be written; nothing was stored.',
      'Check the permissions of the folder, then do it again.',
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return refusal(
      'store-damaged',
      'The study file is damaged.',
      'Stop using it, verify it, and restore the last backup beside it.',
    );
  }
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code) || code === 'EIO') {
    return refusal(
      'disk-error',
      `The disk reported an error (${code}); nothing was stored.`,
      'Check the disk, its free space and the permissions of the folder, then do it again.',
    );
  }
  return null;
}

/** The kind of an error and where it arose, without its words: those may name what it was about. */
function placeOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name} ${codeOf(error)}`.trim(), ...frames].join('\n');
}

/**
 * Writes a defect to the local incident log and returns the number that a person can quote. The log is in clear on
 * the disk: while somebody sees arms, the words of the error stay out of it.
 */
export function logIncident(dataDirectory: string, error: unknown, seesArms: boolean): string {
  const incident = randomBytes(4).toString('hex').toUpperCase();
  const whole = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const place = error instanceof Error ? placeOf(error) : typeof error;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  appendFileSync(
    join(dataDirectory, 'incidents.log'),
    `${new Date().toISOString()} ${incident} ${seesArms ? place : whole}\n`,
    { mode: 0o600 },
  );
  return incident;
}
