/** A line that asks a depot for kits of one type. */
export interface Claim {
  /** The caller's index of depot and kit type together. */
  readonly source: number;
  readonly ordered: number;
  readonly packSize: number;
  /** Stock less trigger: the lowest is served first. */
  readonly margin: number;
  /** Kits that expire before this day may not be sent, or would arrive too short. */
  readonly firstExpiryDay: number;
}

/** Kits of one expiry; those of a source go first expiring first. */
export interface DepotStock {
  readonly expiryDay: number;
  readonly kits: number;
}

/**
 * Shares what depots have: the claim with the lowest margin first, ties in the order given, first-expiring kits first,
 * whole packs only. Gives the granted kits of each claim in the order given. `stock` is by source and stays as it was.
 */
export function shareDepot(
  claims: readonly Claim[],
  stock: readonly (readonly DepotStock[])[],
): readonly number[] {
  const left = stock.map((source) => source.map((one) => ({ ...one })));
  const granted = claims.map(() => 0);
  const order = claims
    .map((claim, index) => ({ claim, index }))
    .sort((a, b) => a.claim.margin - b.claim.margin || a.index - b.index);
  for (const { claim, index } of order) {
    const usable = (left[claim.source] ?? []).filter(
      ({ expiryDay }) => expiryDay >= claim.firstExpiryDay,
    );
    const most = Math.min(
      claim.ordered,
      usable.reduce((sum, { kits }) => sum + kits, 0),
    );
    let rest = Math.floor(most / claim.packSize) * claim.packSize;
    granted[index] = rest;
    for (const one of usable) {
      const taken = Math.min(rest, one.kits);
      one.kits -= taken;
      rest -= taken;
    }
  }
  return granted;
}
