import { refusal } from '../base/refusal.ts';
import type { Refusal } from '../base/refusal.ts';
import type { PlaceFacts } from '../store/queries/allocation-facts.ts';

/** Why nothing can be randomized or dispensed at a place, or null when it is an active site. */
export function siteRefusal(site: PlaceFacts | undefined, code: string): Refusal | null {
  if (site === undefined || site.kind !== 'site') {
    return refusal('site-unknown', `There is no site ${code}.`, 'Choose a site of the study.');
  }
  if (site.status === 'active') return null;
  return refusal(
    'site-not-active',
    `Site ${site.name} (${code}) is ${site.status}.`,
    'Open the site on the Study screen when it may randomize.',
  );
}
