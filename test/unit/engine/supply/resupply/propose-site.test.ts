// Requirements: SUP-10
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeSite } from '../../../../../shared/engine/supply/resupply/propose-site.ts';
import type {
  LineInput,
  SiteInput,
} from '../../../../../shared/engine/supply/resupply/propose-site.ts';
import { lineRuleProblem } from '../../../../../shared/engine/supply/resupply/resupply-rule.ts';
import type { LineRule } from '../../../../../shared/engine/supply/resupply/resupply-rule.ts';

const minMax = (trigger: number, ceiling: number, changes: Partial<LineRule> = {}): LineRule => ({
  levels: { kind: 'min-max', trigger, ceiling },
  packSize: 1,
  packRounding: 'down',
  initialStock: 0,
  ...changes,
});
const line = (rule: LineRule, onHand: number, changes: Partial<LineInput> = {}): LineInput => ({
  rule,
  stock: { onHand, inTransit: 0, requested: 0 },
  demand: { triggerMilli: 0, resupplyMilli: 0 },
  ...changes,
});
const site = (lines: readonly LineInput[], changes: Partial<SiteInput> = {}): SiteInput => ({
  rule: { triggersAt: 'at-or-below', scope: 'triggered-types', pooling: 'by-type' },
  start: 'running',
  lines,
  ...changes,
});
const orders = (input: SiteInput): readonly number[] =>
  proposeSite(input).map(({ ordered }) => ordered);
const belowOnly = {
  triggersAt: 'below',
  scope: 'triggered-types',
  pooling: 'by-type',
} as const;
const allTypes = {
  triggersAt: 'at-or-below',
  scope: 'all-types',
  pooling: 'by-type',
} as const;
const pooled = {
  triggersAt: 'at-or-below',
  scope: 'all-types',
  pooling: 'all-types',
} as const;

describe('fixed levels', () => {
  it('orders up to the ceiling at the trigger, and shows its arithmetic', () => {
    const stock = { onHand: 1, inTransit: 1, requested: 0 };
    expect(proposeSite(site([line(minMax(2, 6), 0, { stock })]))).toEqual([
      {
        available: 2,
        trigger: 2,
        orderUpTo: 6,
        isTriggered: true,
        wanted: 4,
        packs: 4,
        ordered: 4,
        reason: 'triggered',
      },
    ]);
  });

  it('takes stock at the trigger as enough when only less than it triggers', () => {
    expect(orders(site([line(minMax(2, 6), 2)], { rule: belowOnly }))).toEqual([0]);
    expect(orders(site([line(minMax(2, 6), 1)], { rule: belowOnly }))).toEqual([5]);
  });

  it('counts kits on the way and asked for, so that a run repeated asks for nothing', () => {
    for (const stock of [
      { onHand: 1, inTransit: 5, requested: 0 },
      { onHand: 1, inTransit: 0, requested: 5 },
    ]) {
      expect(orders(site([line(minMax(2, 6), 0, { stock })]))).toEqual([0]);
    }
  });

  it('brings the other types up as well when the study says so', () => {
    const lines = [line(minMax(2, 6), 1), line(minMax(2, 6), 4), line(minMax(2, 6), 6)];
    expect(orders(site(lines))).toEqual([5, 0, 0]);
    const all = proposeSite(site(lines, { rule: allTypes }));
    expect(all.map(({ ordered, reason }) => [ordered, reason])).toEqual([
      [5, 'triggered'],
      [2, 'with-others'],
      [0, 'already-full'],
    ]);
  });

  it('sends whole packs, down or up', () => {
    expect(orders(site([line(minMax(2, 9, { packSize: 3 }), 1)]))).toEqual([6]);
    expect(orders(site([line(minMax(2, 9, { packSize: 3, packRounding: 'up' }), 1)]))).toEqual([9]);
    const [short] = proposeSite(site([line(minMax(2, 4, { packSize: 5 }), 2)]));
    expect(short).toMatchObject({ wanted: 2, packs: 0, ordered: 0, reason: 'less-than-a-pack' });
  });
});

describe('predicted levels', () => {
  const rule: LineRule = {
    ...minMax(0, 0),
    levels: { kind: 'predictive', triggerDays: 14, resupplyDays: 42, buffer: 2 },
  };

  it('rounds expected demand up and adds the buffer to both levels', () => {
    // ⌈2.001⌉ + 2 = 5 and ⌈7.5⌉ + 2 = 10
    const demand = { triggerMilli: 2001, resupplyMilli: 7500 };
    const [at] = proposeSite(site([line(rule, 5, { demand })]));
    expect(at).toMatchObject({ trigger: 5, orderUpTo: 10, ordered: 5 });
    expect(orders(site([line(rule, 6, { demand })]))).toEqual([0]);
  });
});

describe('how a site starts', () => {
  const rule = minMax(2, 6, { initialStock: 4 });

  it('sends nothing before its starting event', () => {
    const [waiting] = proposeSite(site([line(rule, 0)], { start: 'waiting' }));
    expect(waiting).toMatchObject({ ordered: 0, reason: 'waiting-for-start' });
  });

  it('brings the initial stock once, whatever the trigger', () => {
    expect(orders(site([line(rule, 0)], { start: 'initial' }))).toEqual([4]);
    const requested = { onHand: 0, inTransit: 0, requested: 4 };
    expect(orders(site([line(rule, 0, { stock: requested })], { start: 'initial' }))).toEqual([0]);
  });

  it('goes by the levels from the outset when no initial stock is set', () => {
    expect(orders(site([line(minMax(2, 6), 0)], { start: 'initial' }))).toEqual([6]);
  });
});

describe('pooled types', () => {
  const lines = (a: number, b: number) => [line(minMax(2, 6), a), line(minMax(2, 6), b)];

  it('sends the same whatever type was used', () => {
    for (const [a, b] of [
      [0, 4],
      [2, 2],
      [4, 0],
    ] as const) {
      expect(orders(site(lines(a, b), { rule: pooled }))).toEqual([4, 4]);
    }
  });

  it('lets the total trigger, not one type', () => {
    expect(orders(site(lines(0, 5), { rule: pooled }))).toEqual([0, 0]);
    expect(orders(site(lines(0, 5)))).toEqual([6, 0]);
  });
});

describe('rules that cannot stand', () => {
  it('are named', () => {
    expect(lineRuleProblem(minMax(2, 6))).toBeNull();
    expect(lineRuleProblem(minMax(6, 2))).toBe('ceiling-below-trigger');
    expect(lineRuleProblem(minMax(1.5, 2))).toBe('not-whole');
    expect(lineRuleProblem(minMax(1, 2, { packSize: 0 }))).toBe('not-whole');
    expect(lineRuleProblem(minMax(2, 6, { packSize: 5 }))).toBe('pack-never-fits');
    expect(lineRuleProblem(minMax(2, 6, { packSize: 5, packRounding: 'up' }))).toBeNull();
    const levels = { kind: 'predictive', triggerDays: 9, resupplyDays: 8, buffer: 0 } as const;
    expect(lineRuleProblem({ ...minMax(0, 0), levels })).toBe('window-shorter-than-trigger');
  });
});

const whole = (max: number) => fc.integer({ min: 0, max });
const arbitraryLine = fc
  .record({
    trigger: whole(20),
    more: whole(30),
    packSize: fc.integer({ min: 1, max: 6 }),
    stock: fc.record({ onHand: whole(40), inTransit: whole(10), requested: whole(10) }),
  })
  .map(({ trigger, more, packSize, stock }) =>
    line(minMax(trigger, trigger + more, { packSize }), 0, { stock }),
  );
const arbitrarySite = fc
  .record({
    lines: fc.array(arbitraryLine, { minLength: 1, maxLength: 5 }),
    triggersAt: fc.constantFrom('below' as const, 'at-or-below' as const),
    scope: fc.constantFrom('all-types' as const, 'triggered-types' as const),
    pooling: fc.constantFrom('by-type' as const, 'all-types' as const),
  })
  .map(({ lines, ...rule }) => site(lines, { rule }));
const runs = { seed: 4105, numRuns: 2000 };

describe('of any site', () => {
  it('whole packs never go over the ceiling of a type, or of all types when pooled', () => {
    fc.assert(
      fc.property(arbitrarySite, (input) => {
        const result = proposeSite(input);
        const above = result.map(({ ordered, available, orderUpTo }) =>
          ordered === 0 ? 0 : available + ordered - orderUpTo,
        );
        const ordered = result.reduce((sum, one) => sum + one.ordered, 0);
        const room = result.reduce((sum, one) => sum + one.orderUpTo - one.available, 0);
        result.forEach((one, i) => {
          expect(one.ordered % (input.lines[i] as LineInput).rule.packSize).toBe(0);
          expect(one.ordered).toBeGreaterThanOrEqual(0);
        });
        if (input.rule.pooling === 'all-types')
          expect(ordered).toBeLessThanOrEqual(Math.max(0, room));
        else expect(Math.max(...above)).toBeLessThanOrEqual(0);
      }),
      runs,
    );
  });

  it('a higher trigger never orders less', () => {
    fc.assert(
      fc.property(arbitrarySite, fc.nat(4), fc.integer({ min: 1, max: 5 }), (input, at, by) => {
        const raised = input.lines.map((one, i): LineInput => {
          const { levels } = one.rule;
          if (i !== at % input.lines.length || levels.kind !== 'min-max') return one;
          const trigger = Math.min(levels.trigger + by, levels.ceiling);
          return { ...one, rule: { ...one.rule, levels: { ...levels, trigger } } };
        });
        const before = orders(input);
        orders({ ...input, lines: raised }).forEach((after, i) =>
          expect(after).toBeGreaterThanOrEqual(before[i] as number),
        );
      }),
      runs,
    );
  });

  it('more stock of a type never orders more of it', () => {
    fc.assert(
      fc.property(arbitrarySite, fc.integer({ min: 1, max: 5 }), (input, more) => {
        const [first, ...rest] = input.lines as [LineInput, ...LineInput[]];
        const stock = { ...first.stock, onHand: first.stock.onHand + more };
        const after = orders({ ...input, lines: [{ ...first, stock }, ...rest] });
        expect(after[0]).toBeLessThanOrEqual(orders(input)[0] as number);
      }),
      runs,
    );
  });

  it('pooled shipments depend on the total alone', () => {
    fc.assert(
      fc.property(
        arbitrarySite,
        fc.array(whole(40), { minLength: 5, maxLength: 5 }),
        (input, to) => {
          const lines = input.lines.slice(0, 2);
          const total = lines.reduce((sum, { stock }) => sum + stock.onHand, 0);
          const first = lines.length === 1 ? total : Math.min(total, to[0] as number);
          const moved = lines.map((one, i): LineInput => {
            const onHand = i === 0 ? first : total - first;
            return { ...one, stock: { ...one.stock, onHand } };
          });
          const rule = { ...input.rule, pooling: 'all-types' as const };
          expect(orders(site(moved, { rule }))).toEqual(orders(site(lines, { rule })));
        },
      ),
      runs,
    );
  });
});
