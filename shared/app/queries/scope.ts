import type { PlaceRecord } from '../../store/queries/places.ts';
import { allPlaces } from '../../store/queries/places.ts';
import type { QueryContext } from '../handlers.ts';
import type { Actor } from '../ports.ts';

/** The places that a person may see, or null for all. A site user with sites sees only those. */
export const ownSites = (actor: Actor): readonly string[] | null =>
  actor.role === 'site-user' && actor.sites.length > 0 ? actor.sites : null;

/** Places by id, and which of them the person may see (`visible` null: all). */
export interface PlaceScope {
  readonly places: ReadonlyMap<number, PlaceRecord>;
  readonly visible: readonly number[] | null;
}

export function placeScope({ db, actor }: Pick<QueryContext, 'db' | 'actor'>): PlaceScope {
  const all = allPlaces(db);
  const own = ownSites(actor);
  return {
    places: new Map(all.map((place) => [place.id, place])),
    visible: own === null ? null : all.filter(({ code }) => own.includes(code)).map(({ id }) => id),
  };
}

/** Ids of the visible places that have this code; all visible ones without a code. */
export function placesNamed(scope: PlaceScope, code: string | undefined): readonly number[] | null {
  if (code === undefined) return scope.visible;
  const named = [...scope.places.values()].filter((place) => place.code === code);
  return named.map(({ id }) => id).filter((id) => scope.visible?.includes(id) ?? true);
}
