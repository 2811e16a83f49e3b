import { OrderSheet, lineReasons, predictedLevel } from './order-sheet.ts';
import type { LineReason, OrderStart } from './order-sheet.ts';
import type { LineRule, SiteRule } from './resupply-rule.ts';

/** Usable kits of one type that a site has or will get. Kits past do-not-count are the caller's to leave out. */
export interface LineStock {
  readonly onHand: number;
  readonly inTransit: number;
  /** Asked for and not yet on the way. */
  readonly requested: number;
}

/** Expected use in thousandths of a kit, so that fractions add up exactly. Zero for fixed levels. */
export interface LineDemand {
  readonly triggerMilli: number;
  readonly resupplyMilli: number;
}

export interface LineInput {
  readonly rule: LineRule;
  readonly stock: LineStock;
  readonly demand: LineDemand;
}

export type SiteStart = OrderStart;

export interface SiteInput {
  readonly rule: SiteRule;
  readonly start: SiteStart;
  readonly lines: readonly LineInput[];
}

/** Every number that led to a quantity, in the order in which they are used. */
export interface LineArithmetic {
  /** On hand + in transit + requested. */
  readonly available: number;
  readonly trigger: number;
  readonly orderUpTo: number;
  readonly isTriggered: boolean;
  /** Kits before packs. */
  readonly wanted: number;
  /** Whole packs. */
  readonly packs: number;
  /** packs × pack size. */
  readonly ordered: number;
  readonly reason: LineReason;
}

/** Trigger and order-up-to level in kits: fixed, or ⌈expected demand⌉ + buffer. */
export function levelsOf({ rule, demand }: Pick<LineInput, 'rule' | 'demand'>): {
  readonly trigger: number;
  readonly orderUpTo: number;
} {
  const { levels } = rule;
  if (levels.kind === 'min-max') return { trigger: levels.trigger, orderUpTo: levels.ceiling };
  const trigger = predictedLevel(demand.triggerMilli, levels.buffer);
  const orderUpTo = predictedLevel(demand.resupplyMilli, levels.buffer);
  return { trigger, orderUpTo: Math.max(trigger, orderUpTo) };
}

/** What one site should be sent now, line by line with its arithmetic. Integers throughout. */
export function proposeSite(site: SiteInput): readonly LineArithmetic[] {
  const sheet = new OrderSheet(site.lines.length);
  site.lines.forEach((input, line) => {
    const { onHand, inTransit, requested } = input.stock;
    const { trigger, orderUpTo } = levelsOf(input);
    sheet.available[line] = onHand + inTransit + requested;
    sheet.trigger[line] = trigger;
    sheet.orderUpTo[line] = orderUpTo;
    sheet.initialStock[line] = input.rule.initialStock;
    sheet.packSize[line] = input.rule.packSize;
    sheet.roundsUp[line] = input.rule.packRounding === 'up' ? 1 : 0;
  });
  const { triggersAt, scope, pooling } = site.rule;
  sheet.decide(
    {
      isAtOrBelow: triggersAt === 'at-or-below',
      takesAllTypes: scope === 'all-types',
      isPooled: pooling === 'all-types',
    },
    site.start,
  );
  return site.lines.map((_, line) => arithmeticOf(sheet, line));
}

const arithmeticOf = (sheet: OrderSheet, line: number): LineArithmetic => ({
  available: sheet.available[line] as number,
  trigger: sheet.trigger[line] as number,
  orderUpTo: sheet.orderUpTo[line] as number,
  isTriggered: sheet.isTriggered[line] === 1,
  wanted: sheet.wanted[line] as number,
  packs: sheet.packs[line] as number,
  ordered: sheet.ordered[line] as number,
  reason: lineReasons[sheet.reason[line] as number] as LineReason,
});
