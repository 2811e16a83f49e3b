import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  shareDepot,
  shareDepotInDetail,
} from '../../../../../shared/engine/supply/resupply/share-depot.ts';

const claim = (ordered: number, margin: number, packSize = 1, source = 0) => ({
  source,
  ordered,
  packSize,
  margin,
  firstExpiryDay: 0,
});
const of = (...kits: readonly number[]) => kits.map((one) => [{ expiryDay: 100, kits: one }]);

describe('sharing what a depot has', () => {
  it('serves the emptiest site first, in whole packs', () => {
    expect(shareDepot([claim(5, 0), claim(5, -2)], of(7))).toEqual([2, 5]);
    expect(shareDepot([claim(6, 0, 3), claim(5, -2)], of(7))).toEqual([0, 5]);
    expect(shareDepot([claim(4, 0), claim(4, 0)], of(6))).toEqual([4, 2]);
    expect(shareDepot([claim(4, 0, 1, 0), claim(4, 0, 1, 1)], of(3, 9))).toEqual([3, 4]);
  });

  it('sends first-expiring kits, but none that would arrive too short', () => {
    const lots = [
      [
        { expiryDay: 50, kits: 4 },
        { expiryDay: 90, kits: 4 },
      ],
    ];
    const far = { ...claim(5, 1), firstExpiryDay: 60 };
    // the near site takes the four of day 50 and one of day 90
    expect(shareDepot([far, claim(5, 0)], lots)).toEqual([3, 5]);
    expect(shareDepot([far], lots)).toEqual([4]);
    expect(shareDepot([{ ...far, firstExpiryDay: 91 }], lots)).toEqual([0]);
  });

  it('leaves kits that may not be used at the destination to the others', () => {
    const lots = [
      [
        { expiryDay: 50, kits: 4, notFor: new Set(['AU']) },
        { expiryDay: 90, kits: 3 },
      ],
    ];
    const abroad = { ...claim(5, 0), destination: 'AU' };
    const home = { ...claim(5, 1), destination: 'DE' };
    expect(shareDepotInDetail([abroad, home], lots)).toEqual([
      { usable: 3, left: 3, turn: 1, granted: 3 },
      { usable: 7, left: 4, turn: 2, granted: 4 },
    ]);
  });

  it('says what there was, what was left, and whose turn it was', () => {
    const nothing = claim(0, -9);
    expect(shareDepotInDetail([claim(5, 0), nothing, claim(5, -2)], of(7))).toEqual([
      { usable: 7, left: 2, turn: 2, granted: 2 },
      { usable: 7, left: 7, turn: 0, granted: 0 },
      { usable: 7, left: 7, turn: 1, granted: 5 },
    ]);
  });

  it('never grants more than is asked for or there is, and wastes nothing that fits', () => {
    const claims = fc.array(
      fc
        .record({ packs: fc.nat(5), packSize: fc.integer({ min: 1, max: 4 }), margin: fc.nat(6) })
        .map(({ packs, packSize, margin }) => claim(packs * packSize, margin, packSize)),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(claims, fc.nat(60), (given, stock) => {
        const granted = shareDepot(given, of(stock));
        const left = stock - granted.reduce((sum, one) => sum + one, 0);
        expect(left).toBeGreaterThanOrEqual(0);
        given.forEach((one, i) => {
          const got = granted[i] as number;
          expect(got % one.packSize).toBe(0);
          expect(got).toBeLessThanOrEqual(one.ordered);
          if (got < one.ordered) expect(left).toBeLessThan(one.packSize);
        });
      }),
      { seed: 4106, numRuns: 1000 },
    );
  });
});
