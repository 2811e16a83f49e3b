// Requirements: SUP-04
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  KitCandidate,
  KitSelection,
  NotChosenReason,
  SelectionRequest,
} from '../../../../shared/engine/supply/kit-selection.ts';
import { selectKits } from '../../../../shared/engine/supply/kit-selection.ts';

const request: SelectionRequest = {
  kitType: 1,
  place: 7,
  count: 1,
  day: 100,
  doNotDays: 30,
  isBoundaryDayAllowed: true,
  budgetDaysNeeded: 28,
  tie: 'sequence',
};
const kit = (id: number, changes: Partial<KitCandidate> = {}): KitCandidate => ({
  id,
  kitType: 1,
  place: 7,
  sequence: id,
  numberRank: 1000 - id,
  expiryDay: 200,
  budgetDay: Infinity,
  status: 'available',
  ...changes,
});

/** Written from the rule's sentence alone, without sorting: repeatedly takes the kit that no other beats. */
function bruteForce(kits: readonly KitCandidate[], wanted: SelectionRequest): readonly number[] {
  const lastDays = (k: KitCandidate) =>
    k.expiryDay - wanted.doNotDays - (wanted.isBoundaryDayAllowed ? 0 : 1);
  const left = kits.filter(
    (k) =>
      k.kitType === wanted.kitType &&
      k.place === wanted.place &&
      k.status === 'available' &&
      wanted.day <= k.expiryDay &&
      wanted.day <= lastDays(k) &&
      wanted.day + wanted.budgetDaysNeeded <= k.budgetDay,
  );
  const beats = (a: KitCandidate, b: KitCandidate): boolean => {
    const rank = (k: KitCandidate) => {
      const ties =
        wanted.tie === 'sequence' ? [k.sequence, k.numberRank] : [k.numberRank, k.sequence];
      return [k.expiryDay < k.budgetDay ? k.expiryDay : k.budgetDay, ...ties, k.id];
    };
    const [one, two] = [rank(a), rank(b)];
    const at = one.findIndex((value, index) => value !== two[index]);
    return at >= 0 && (one[at] as number) < (two[at] as number);
  };
  const picked: number[] = [];
  while (picked.length < wanted.count) {
    const open = left.filter(({ id }) => !picked.includes(id));
    const best = open.find((a) => open.every((b) => a === b || beats(a, b)));
    if (best === undefined) break;
    picked.push(best.id);
  }
  return picked;
}

const anyKit = fc.record({
  kitType: fc.constantFrom(1, 1, 1, 2),
  place: fc.constantFrom(7, 7, 7, 8),
  sequence: fc.nat(5),
  numberRank: fc.nat(5),
  expiryDay: fc.integer({ min: 95, max: 140 }),
  budgetDay: fc.oneof(fc.constant(Infinity), fc.integer({ min: 95, max: 140 })),
  status: fc.constantFrom(
    'available' as const,
    'available' as const,
    'available' as const,
    'unavailable' as const,
    'held' as const,
    'quarantined' as const,
  ),
});
const anyRequest = fc.record({
  kitType: fc.constant(1),
  place: fc.constant(7),
  count: fc.nat(4),
  day: fc.integer({ min: 95, max: 110 }),
  doNotDays: fc.nat(20),
  isBoundaryDayAllowed: fc.boolean(),
  budgetDaysNeeded: fc.nat(20),
  tie: fc.constantFrom('sequence' as const, 'lowest-number' as const),
});

const disagreements = (
  select: (kits: readonly KitCandidate[], wanted: SelectionRequest) => KitSelection,
): number => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(anyKit, { maxLength: 12 }), anyRequest, (parts, wanted) => {
      const kits = parts.map((part, id) => ({ ...part, id }));
      const expected = bruteForce(kits, wanted);
      if (JSON.stringify(select(kits, wanted).chosen) !== JSON.stringify(expected)) count++;
    }),
    { seed: 51, numRuns: 3_000 },
  );
  return count;
};

describe('first expiring first', () => {
  it('agrees with the rule carried out by brute force', () => {
    expect(disagreements(selectKits)).toBe(0);
  });

  it.each<[string, (wanted: SelectionRequest) => SelectionRequest]>([
    ['forgets the boundary day', (wanted) => ({ ...wanted, isBoundaryDayAllowed: true })],
    ['forgets the stability budget', (wanted) => ({ ...wanted, budgetDaysNeeded: 0 })],
    ['breaks ties by number', (wanted) => ({ ...wanted, tie: 'lowest-number' })],
    [
      'counts the window one day short',
      (wanted) => ({ ...wanted, doNotDays: wanted.doNotDays - 1 }),
    ],
  ])('notices a rule that %s', (_name, weaken) => {
    expect(disagreements((kits, wanted) => selectKits(kits, weaken(wanted)))).toBeGreaterThan(0);
  });

  it('accounts for every candidate once, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(anyKit, { maxLength: 12 }), anyRequest, (parts, wanted) => {
        const kits = parts.map((part, id) => ({ ...part, id }));
        const { chosen, refused } = selectKits(kits, wanted);
        const ids = [...chosen, ...refused.map(({ id }) => id)].sort((a, b) => a - b);
        expect(ids).toEqual(kits.map(({ id }) => id));
        expect(selectKits(kits.toReversed(), wanted).chosen).toEqual(chosen);
      }),
      { seed: 52 },
    );
  });

  it.each<[NotChosenReason, Partial<KitCandidate>]>([
    ['wrong-type', { kitType: 2, status: 'held' }],
    ['wrong-place', { place: 8, expiryDay: 1 }],
    ['unavailable', { status: 'unavailable' }],
    ['held', { status: 'held' }],
    ['quarantined', { status: 'quarantined', expiryDay: 1 }],
    ['expired', { expiryDay: 99 }],
    ['past-window', { expiryDay: 129 }],
    ['budget-too-short', { budgetDay: 127 }],
    ['not-first', { expiryDay: 300 }],
  ])('says %s', (reason, changes) => {
    const result = selectKits([kit(1), kit(2, changes)], request);
    expect(result).toEqual({ chosen: [1], refused: [{ id: 2, reason }] });
  });

  it('uses a kit on its boundary day only if the study allows it', () => {
    const onBoundary = [kit(1, { expiryDay: 130 })];
    expect(selectKits(onBoundary, request).chosen).toEqual([1]);
    expect(selectKits(onBoundary, { ...request, isBoundaryDayAllowed: false }).chosen).toEqual([]);
  });

  it('goes by sequence at a tie, by lowest number only when the study says so', () => {
    const tied = [kit(1), kit(2)];
    expect(selectKits(tied, request).chosen).toEqual([1]);
    expect(selectKits(tied, { ...request, tie: 'lowest-number' }).chosen).toEqual([2]);
  });
});
