import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClaimSheet } from '../../../../../shared/engine/supply/resupply/claim-sheet.ts';
import { shareDepot } from '../../../../../shared/engine/supply/resupply/share-depot.ts';
import type { Claim } from '../../../../../shared/engine/supply/resupply/share-depot.ts';

const DEPOTS = 2;
const TYPES = 3;

interface Lot {
  readonly depot: number;
  readonly kitType: number;
  readonly expiryDay: number;
  readonly kits: number;
  /** Destinations at which these kits may not be used. */
  readonly notFor: readonly number[];
}

const whole = (most: number) => fc.integer({ min: 0, max: most });
const arbitraryLots = fc.array(
  fc.record({
    depot: whole(1),
    kitType: whole(2),
    expiryDay: whole(30),
    kits: whole(12),
    notFor: fc.uniqueArray(whole(39), { maxLength: 20 }),
  }),
  { maxLength: 14 },
);
const arbitraryClaims = fc.array(
  fc.record({
    source: whole(DEPOTS * TYPES - 1),
    ordered: whole(15),
    packSize: fc.integer({ min: 1, max: 4 }),
    margin: fc.integer({ min: -6, max: 3 }),
    firstExpiryDay: whole(30),
  }),
  { maxLength: 40 },
);

/** What the compiled form grants, for claims and lots of the plain form. */
function grantedBySheet(claims: readonly Claim[], given: readonly Lot[]): readonly number[] {
  const lots = given.toSorted((a, b) => a.kitType - b.kitType || a.expiryDay - b.expiryDay);
  const sheet = new ClaimSheet(64);
  claims.forEach((claim, rank) => {
    const at = sheet.add(rank, claim.margin);
    sheet.claimant[at] = rank;
    sheet.depot[at] = Math.floor(claim.source / TYPES);
    sheet.kitType[at] = claim.source % TYPES;
    sheet.ordered[at] = claim.ordered;
    sheet.packSize[at] = claim.packSize;
    sheet.firstExpiryDay[at] = claim.firstExpiryDay;
  });
  const kits = Int32Array.from(lots, (lot) => lot.kits);
  sheet.grant({
    kits,
    expiryDay: Int32Array.from(lots, (lot) => lot.expiryDay),
    depotOf: Int32Array.from(lots, (lot) => lot.depot),
    start: Int32Array.from(
      { length: TYPES + 1 },
      (_, type) => lots.filter(({ kitType }) => kitType < type).length,
    ),
    notFor: lots.some(({ notFor }) => notFor.length > 0)
      ? Uint8Array.from(
          lots.flatMap(({ notFor }) =>
            claims.map((_, claimant) => (notFor.includes(claimant) ? 1 : 0)),
          ),
        )
      : null,
    destinations: claims.length,
  });
  const taken = lots.reduce((sum, lot, i) => sum + lot.kits - (kits[i] as number), 0);
  expect(sheet.takenKits.subarray(0, sheet.takes).reduce((sum, one) => sum + one, 0)).toBe(taken);
  return claims.map((_, i) => sheet.granted[i] as number);
}

const stockOf = (lots: readonly Lot[]) =>
  Array.from({ length: DEPOTS * TYPES }, (_, source) =>
    lots
      .filter(({ depot, kitType }) => depot * TYPES + kitType === source)
      .toSorted((a, b) => a.expiryDay - b.expiryDay)
      .map(({ expiryDay, kits, notFor }) => ({
        expiryDay,
        kits,
        notFor: new Set(notFor.map(String)),
      })),
  );

describe('the claims of a simulated run', () => {
  it('are granted what the living study grants', () => {
    fc.assert(
      fc.property(arbitraryClaims, arbitraryLots, (claims, lots) => {
        expect(grantedBySheet(claims, lots)).toEqual(
          shareDepot(
            claims.map((claim, i) => ({ ...claim, destination: String(i) })),
            stockOf(lots),
          ),
        );
      }),
      { seed: 4106, numRuns: 1500 },
    );
  });

  it('would differ if margins did not decide', () => {
    const claims = [
      { source: 0, ordered: 5, packSize: 1, margin: 0, firstExpiryDay: 0 },
      { source: 0, ordered: 5, packSize: 1, margin: -2, firstExpiryDay: 0 },
    ];
    const lots = [{ depot: 0, kitType: 0, expiryDay: 9, kits: 7, notFor: [] }];
    expect(grantedBySheet(claims, lots)).toEqual([2, 5]);
    const alike = claims.map((claim) => ({ ...claim, margin: 0 }));
    expect(grantedBySheet(alike, lots)).toEqual([5, 2]);
    expect(
      grantedBySheet(claims, [{ depot: 0, kitType: 0, expiryDay: 9, kits: 7, notFor: [1] }]),
    ).toEqual([5, 0]);
  });
});
