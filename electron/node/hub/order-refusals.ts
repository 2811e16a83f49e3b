import { epochMsOf, instantFromEpochMs } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import type { Posted } from './shared-log.ts';

/** Without the hub nothing gets its place in a shared study; sites go on by their envelopes. */
export const whileAway = (trouble: Refusal): Refusal =>
  trouble.rule === 'hub-away'
    ? refusal(
        'hub-away',
        'The hub cannot be reached, so nothing can be recorded in this shared study: another console might use the same slot or kit.',
        'Nothing was recorded. Try again when the network is back. A subject who cannot wait is randomized at the site with its backup envelopes; they are reconciled later.',
        [trouble.message, ...trouble.because],
      )
    : trouble;

/** The connection broke between question and answer, and the hub is away since. */
export const unsure = (trouble: Refusal): Refusal =>
  refusal(
    'hub-unsure',
    'The connection to the hub broke before it answered: this may be recorded or not.',
    'Do not do it again yet. Exchange with the hub when it is back, and look whether it stands in the trail.',
    trouble.because,
  );

type Held = Extract<Posted, { readonly said: 'held' }>;

const placeInWords = (place: string): string => (place === '*' ? 'The whole study' : place);

/** Somebody else's machine writes for the place. */
export const heldElsewhere = ({ place, holder, until }: Held): Refusal =>
  refusal(
    'held-elsewhere',
    `${placeInWords(place)} is written by machine ${holder} until ${until}.`,
    'Nothing was recorded. Do it on that machine, or have it handed over there (Backup, Hub); then do it again.',
  );

/** This machine went on in the belief that it holds a place. */
export const fenced = (place: string): Refusal =>
  refusal(
    'lease-fenced',
    `${placeInWords(place)} was handed to another machine since this one took it.`,
    'Nothing was recorded. Exchange with the hub, see who holds it now, and do it again.',
  );

export const notConnected = (hub: string): Refusal =>
  refusal(
    'hub-not-connected',
    `The study is shared by hub ${hub}, and this machine was not told where that is.`,
    'Nothing was recorded. Connect the machine to the hub (Backup, Hub; or `cachet hub connect`).',
  );

/** Twice this is less than the step back that the trail of a machine alone allows. */
const tolerableMs = 4 * 60_000;

/** The days that decide something must be the same on every console: each goes with the hub's clock. */
export function clockDiffers(here: Instant, hubMs: number): Refusal | null {
  if (Math.abs(epochMsOf(here) - hubMs) <= tolerableMs) return null;
  return refusal(
    'clock-differs',
    `This computer says that it is ${here}; the hub says ${instantFromEpochMs(hubMs)}.`,
    'Nothing was recorded. Set the clock of this computer right; if it is right, whoever looks after the hub sets that of its server.',
    [
      'Expiry and the last days to ship, count and dispense follow from the clock, on every console alike.',
    ],
  );
}

/** A hub in a folder is for one program at a time: nobody else could record while this one works. */
export const needsServer: Refusal = refusal(
  'shared-needs-server',
  'The hub is a folder, which one program at a time can use; a study is shared by way of a server.',
  'Make a hub in PostgreSQL, connect this machine to it, and share the study there.',
);
