import type { FilterOf } from '../../state/row-window.ts';

export interface TrailFilter {
  readonly search: string;
  readonly kind: string | null;
  readonly user: string | null;
  /** Local days, both included. */
  readonly from: string | null;
  readonly until: string | null;
}

export const noTrailFilter: TrailFilter = {
  search: '',
  kind: null,
  user: null,
  from: null,
  until: null,
};

/** The filter as the core takes it; days become instants by this computer's zone. */
export const trailFilterOf = (filter: TrailFilter): FilterOf<'trail.page'> => ({
  ...(filter.search === '' ? {} : { search: filter.search }),
  ...(filter.kind === null ? {} : { kind: filter.kind }),
  ...(filter.user === null ? {} : { user: filter.user }),
  ...(filter.from === null ? {} : { from: new Date(`${filter.from}T00:00:00`).toISOString() }),
  ...(filter.until === null
    ? {}
    : { until: new Date(`${filter.until}T23:59:59.999`).toISOString() }),
});
