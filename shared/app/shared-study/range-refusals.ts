import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';

export const gap = (here: number, first: number): Refusal =>
  refusal(
    'shared-gap',
    `This file ends at entry ${here}; the next that came begins at ${first}.`,
    'Exchange again. If it stays, the hub lost entries: let the other consoles exchange first.',
  );

/** Two histories cannot be made one; the file that differs is left as it is. */
export const parted = (position: number): Refusal =>
  refusal(
    'shared-parted',
    `Entry ${position} of this file is not the one that the study has there.`,
    'Nothing was changed. Compare both files with quality assurance; then join the study anew from this machine, under a new file name, and enter again what is missing.',
    ['The file was restored, copied, or written while it was not to be.'],
  );

export const forged = (position: number, why: string): Refusal =>
  refusal(
    'shared-forged',
    `What another console posted cannot be taken: entry ${position}, ${why}.`,
    'Nothing was changed. Show it to quality assurance and revoke the machine that posted it.',
  );

export const newer = (kind: string): Refusal =>
  refusal(
    'shared-newer',
    `Another console works with a newer program: this one does not know entries of kind ${kind}.`,
    'Install the newer program on this machine; then the exchange goes on by itself.',
  );

export const busy: Refusal = refusal(
  'shared-busy',
  'Other consoles recorded something again and again while this was decided; nothing was recorded.',
  'Do it again.',
);

/** The person at work, as the other consoles know them now. */
export const accessChanged = refusal(
  'access-changed',
  'Your access was changed at another console: ended, given another role, sites or passphrase. Nothing was recorded, and the study was locked.',
  'Sign in anew. If that is refused, ask the administrator of the study.',
);

export const signerChanged = (user: string): Refusal =>
  refusal(
    'signer-changed',
    `The access of ${user} was changed at another console before this signature counted. Nothing was recorded.`,
    'Look at People, and have it signed anew by somebody who may.',
  );

export const lockedMeanwhile = refusal(
  'session-ended',
  'The study was locked while this went on.',
  'Sign in and look in the trail whether it was recorded, before it is done again.',
);
