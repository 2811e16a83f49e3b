/** Weeks of a forecast, the last one begun. */
export const weeksOf = (horizon: number): number => Math.ceil(horizon / 7);

/** Columns of the weekly series of a replicate. */
export interface WeekColumns {
  readonly width: number;
  /** Kits used up to the week, and kits on the shelves of all sites, by kit type. */
  used(kitType: number): number;
  atSites(kitType: number): number;
  /** Kits at a depot; up to the week, kits that it is asked for, and those of them that its lots cannot give. */
  atDepot(depot: number, kitType: number): number;
  asked(depot: number, kitType: number): number;
  short(depot: number, kitType: number): number;
  /** Kits on the shelf of a site looked at in detail. */
  focus(site: number, kitType: number): number;
}

/** Where each weekly figure stands; column 0 counts the subjects randomized. */
export function weekColumns(kitTypes: number, depots: number, focused: number): WeekColumns {
  const depotFrom = 1 + 2 * kitTypes;
  const askedFrom = depotFrom + depots * kitTypes;
  const shortFrom = askedFrom + depots * kitTypes;
  const focusFrom = shortFrom + depots * kitTypes;
  return {
    width: focusFrom + focused * kitTypes,
    used: (type) => 1 + type,
    atSites: (type) => 1 + kitTypes + type,
    atDepot: (depot, type) => depotFrom + depot * kitTypes + type,
    asked: (depot, type) => askedFrom + depot * kitTypes + type,
    short: (depot, type) => shortFrom + depot * kitTypes + type,
    focus: (site, type) => focusFrom + site * kitTypes + type,
  };
}
