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
  /** Where the kits would go; kits that may not be used there stay. */
  readonly destination?: string;
}

/** Kits of one expiry; those of a source go first expiring first. */
export interface DepotStock {
  readonly expiryDay: number;
  readonly kits: number;
  /** Destinations at which these kits may not be used. */
  readonly notFor?: ReadonlySet<string>;
}

/** What one claim got, and out of what. */
export interface Share {
  /** Kits that may travel its way before anybody is served, and what was left when its turn came. */
  readonly usable: number;
  readonly left: number;
  /** 1 for the first served among the claims on this source that ask for kits; 0 for one that asks for none. */
  readonly turn: number;
  readonly granted: number;
}

/**
 * Shares what depots have: the claim with the lowest margin first, ties in the order given, first-expiring kits first,
 * whole packs only. Gives the share of each claim in the order given. `stock` is by source and stays as it was.
 */
export function shareDepotInDetail(
  claims: readonly Claim[],
  stock: readonly (readonly DepotStock[])[],
): readonly Share[] {
  const left = stock.map((source) => source.map((one) => ({ ...one })));
  const turns = stock.map(() => 0);
  const shares: Share[] = claims.map(() => ({ usable: 0, left: 0, turn: 0, granted: 0 }));
  const order = claims
    .map((claim, index) => ({ claim, index }))
    .sort((a, b) => a.claim.margin - b.claim.margin || a.index - b.index);
  for (const { claim, index } of order) {
    const { source } = claim;
    const usable = kitsFor(claim, stock[source] ?? []);
    const before = kitsFor(claim, left[source] ?? []);
    if (claim.ordered === 0) {
      shares[index] = { usable, left: before, turn: 0, granted: 0 };
      continue;
    }
    const turn = (turns[source] ?? 0) + 1;
    turns[source] = turn;
    const granted = Math.floor(Math.min(claim.ordered, before) / claim.packSize) * claim.packSize;
    takeFirst(claim, left[source] ?? [], granted);
    shares[index] = { usable, left: before, turn, granted };
  }
  return shares;
}

const mayTravel = ({ firstExpiryDay, destination }: Claim, kits: DepotStock): boolean =>
  kits.expiryDay >= firstExpiryDay &&
  (destination === undefined || kits.notFor?.has(destination) !== true);

function kitsFor(claim: Claim, stock: readonly DepotStock[]): number {
  let kits = 0;
  for (const one of stock) if (mayTravel(claim, one)) kits += one.kits;
  return kits;
}

function takeFirst(
  claim: Claim,
  stock: (Omit<DepotStock, 'kits'> & { kits: number })[],
  count: number,
): void {
  let rest = count;
  for (const one of stock) {
    if (!mayTravel(claim, one)) continue;
    const taken = Math.min(rest, one.kits);
    one.kits -= taken;
    rest -= taken;
  }
}

/** The granted kits alone; see `shareDepotInDetail`. */
export const shareDepot = (
  claims: readonly Claim[],
  stock: readonly (readonly DepotStock[])[],
): readonly number[] => shareDepotInDetail(claims, stock).map(({ granted }) => granted);
