// Requirements: SUP-12
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactAttack } from '../../../../../shared/engine/supply/blind-leak/attacker.ts';
import type { LeakScenario } from '../../../../../shared/engine/supply/blind-leak/leak-scenario.ts';
import { siteHistory } from '../../../../../shared/engine/supply/blind-leak/site-history.ts';
import type { SiteHistory } from '../../../../../shared/engine/supply/blind-leak/site-history.ts';
import { Xoshiro } from '../../../../../shared/engine/prng/simulation/xoshiro.ts';
import { leakCase, levels } from './leak-cases.ts';

/** Fixed levels by type for the two types, written again from the rule's description. */
function sends(scenario: LeakScenario, stock: readonly [number, number]): readonly number[] {
  const fixed = scenario.lines.map(({ levels: one }) => {
    if (one.kind !== 'min-max') throw new Error('only fixed levels here');
    return one;
  });
  const isLow = stock.map((kits, type) => kits <= (fixed[type]?.trigger ?? 0));
  const isEverything = scenario.rule.scope === 'all-types' && isLow.includes(true);
  return stock.map((kits, type) =>
    isLow[type] === true || isEverything ? Math.max(0, (fixed[type]?.ceiling ?? 0) - kits) : 0,
  );
}

/** Whether arms of all subjects and types of all kits could have made the history. */
function agrees(history: SiteHistory, arms: readonly number[], types: readonly number[]): boolean {
  const { scenario, kits, shipments, events } = history;
  const used = new Set<number>();
  const contentOf = (shipment: number): readonly number[] =>
    [0, 1].map((type) => (shipments[shipment] ?? []).filter((kit) => types[kit] === type).length);
  if (contentOf(0).join() !== scenario.lines.map(({ initialStock }) => initialStock).join()) {
    return false;
  }
  let [arrived, sent] = [0, 1];
  for (const event of events) {
    if (event.kind === 'arrival') arrived += 1;
    else if (event.kind === 'run') {
      const unused = kits.flatMap(({ shipment }, kit) =>
        shipment < sent && !used.has(kit) ? [types[kit]] : [],
      );
      const count = (type: number): number => unused.filter((one) => one === type).length;
      const expected = sends(scenario, [count(0), count(1)]);
      const seen = event.sent === null ? [0, 0] : contentOf(event.sent);
      if (expected.join() !== seen.join()) return false;
      if (event.sent !== null) sent += 1;
    } else {
      const usable = kits.flatMap((one, kit) =>
        one.shipment < arrived && !used.has(kit) && types[kit] === arms[event.subject]
          ? [{ ...one, kit }]
          : [],
      );
      const [taken] = event.kits;
      if (taken === undefined) {
        if (usable.length > 0) return false;
        continue;
      }
      const chosen = usable.find(({ kit }) => kit === taken);
      if (chosen === undefined) return false;
      const isFirst = usable.every(({ shipment, rank }) => {
        if (scenario.firstUsed === 'earlier-shipment' && shipment !== chosen.shipment) {
          return shipment > chosen.shipment;
        }
        return scenario.tie === 'concealed' || rank >= chosen.rank;
      });
      if (!isFirst) return false;
      used.add(taken);
    }
  }
  if (scenario.lots === 'shared') return true;
  // one lot, one type
  const typesOfLot = [0, 1].map(
    (lot) => new Set(kits.flatMap((kit, i) => (kit.lot === lot ? [types[i]] : []))),
  );
  const [first, second] = typesOfLot as [Set<number>, Set<number>];
  return first.size <= 1 && second.size <= 1 && [...first].every((type) => !second.has(type));
}

/** Digits of a number in base 2, so many. */
const bits = (value: number, length: number): number[] =>
  Array.from({ length }, (_, i) => (value >> i) & 1);

it('agrees with trying every arm of every subject and every type of every kit', () => {
  let compared = 0;
  let leaking = 0;
  const scenarios = fc.record({
    subjects: fc.integer({ min: 2, max: 4 }),
    trigger: fc.integer({ min: 0, max: 1 }),
    more: fc.integer({ min: 1, max: 2 }),
    scope: fc.constantFrom('all-types' as const, 'triggered-types' as const),
    lots: fc.constantFrom('shared' as const, 'shared' as const, 'by-type' as const),
    firstUsed: fc.constantFrom('any' as const, 'earlier-shipment' as const),
    tie: fc.constantFrom('concealed' as const, 'lowest-number' as const),
    leadDays: fc.constantFrom(3, 9),
  });
  fc.assert(
    fc.property(scenarios, fc.nat(15), fc.nat(1000), (given, world, replicate) => {
      const { subjects, trigger, more, scope, ...changes } = given;
      const rule = { triggersAt: 'at-or-below', scope, pooling: 'by-type' } as const;
      const scenario = leakCase(subjects, levels(trigger, trigger + more), { rule, ...changes });
      const source = new Xoshiro().startReplicate(5, replicate, 1);
      const history = siteHistory(scenario, bits(world, subjects), source);
      if (history.kits.length > 10) return;
      const possible = new Set<number>();
      for (let arms = 0; arms < 2 ** subjects; arms += 1) {
        for (let types = 0; types < 2 ** history.kits.length; types += 1) {
          if (!agrees(history, bits(arms, subjects), bits(types, history.kits.length))) continue;
          possible.add(arms);
          break;
        }
      }
      const tally = exactAttack(history);
      expect(tally.possible).toBe(possible.size);
      for (let a = 0; a < subjects; a += 1) {
        for (let b = a + 1; b < subjects; b += 1) {
          const same = [...possible].filter((arms) => ((arms >> a) & 1) === ((arms >> b) & 1));
          const isOpen = same.length > 0 && same.length < possible.size;
          const expected = isOpen ? null : same.length > 0 ? 'same' : 'different';
          expect(tally.verdict(a, b)).toBe(expected);
        }
      }
      compared += 1;
      leaking += tally.certain > 0 ? 1 : 0;
    }),
    { seed: 20261121, numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(80);
  expect(leaking).toBeGreaterThan(20);
  expect(leaking).toBeLessThan(compared);
});
