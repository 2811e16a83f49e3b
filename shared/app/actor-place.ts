import { refusal } from '../base/refusal.ts';
import type { Refusal } from '../base/refusal.ts';
import type { Actor } from './ports.ts';

/** Why a person who belongs to certain sites may not act at this place, or null. */
export function foreignPlace(actor: Actor, place: string): Refusal | null {
  if (actor.sites.length === 0 || actor.sites.includes(place)) return null;
  return refusal(
    'not-your-site',
    `You work for ${actor.sites.join(', ')}, not for ${place}.`,
    'Ask somebody of that place, or have your sites changed by the administrator.',
  );
}

/** A place code that the study does not have. */
export const unknownPlace = (code: string): Refusal =>
  refusal('place-unknown', `There is no place ${code}.`, 'Choose a depot or site of the study.');
