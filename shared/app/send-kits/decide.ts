import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';

/** Why nothing can be sent from one place to the other, or null. Kits leave from a depot. */
export function routeRefusal(from: PlaceFacts, to: PlaceFacts): Refusal | null {
  if (from.kind !== 'depot') {
    return refusal(
      'send-from-depot',
      `${from.name} is a site; kits are sent from a depot.`,
      'Choose a depot to send from.',
    );
  }
  if (from.id === to.id) {
    return refusal('send-elsewhere', `${from.name} is both ends.`, 'Choose another destination.');
  }
  if (to.kind === 'site' && to.status === 'closed') {
    return refusal(
      'site-closed',
      `Site ${to.name} (${to.code}) is closed.`,
      'Open the site first, or choose another destination.',
    );
  }
  return null;
}

/** What one line of the request lacks. */
export interface Shortage {
  readonly kitType: string;
  readonly needed: number;
  readonly refusal: Refusal;
}

/** The refusal `not-enough-kits`: every line that is short with its counts, then the kits that cannot go. */
export const shortageRefusal = (from: PlaceFacts, short: readonly Shortage[]): Refusal =>
  refusal(
    'not-enough-kits',
    `${from.name} cannot send ${short.map(({ kitType, needed }) => `${needed} of ${kitType}`).join(', ')}; nothing was sent.`,
    'Ask for fewer, receive more kits, or release quarantined ones.',
    short.flatMap((line) => [line.refusal.message, ...line.refusal.because]),
  );
