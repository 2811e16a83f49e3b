/** A line that asks a depot for kits of one type. */
export interface Claim {
  /** The caller's index of depot and kit type together. */
  readonly source: number;
  readonly ordered: number;
  readonly packSize: number;
  /** Stock less trigger: the lowest is served first. */
  readonly margin: number;
}

/**
 * Shares what depots have: the claim with the lowest margin first, ties in the order given, whole packs only.
 * Gives the granted kits of each claim in the order given. `stock` is kits by source and stays as it was.
 */
export function shareDepot(claims: readonly Claim[], stock: readonly number[]): readonly number[] {
  const left = [...stock];
  const granted = claims.map(() => 0);
  const order = claims
    .map((claim, index) => ({ claim, index }))
    .sort((a, b) => a.claim.margin - b.claim.margin || a.index - b.index);
  for (const { claim, index } of order) {
    const most = Math.min(claim.ordered, left[claim.source] ?? 0);
    const packs = Math.floor(most / claim.packSize) * claim.packSize;
    granted[index] = packs;
    left[claim.source] = (left[claim.source] ?? 0) - packs;
  }
  return granted;
}
