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

/** `waiting`: its starting event has not happened; `initial`: it has, and nothing was ever sent; else `running`. */
export type SiteStart = 'waiting' | 'initial' | 'running';

export interface SiteInput {
  readonly rule: SiteRule;
  readonly start: SiteStart;
  readonly lines: readonly LineInput[];
}

/** Why a line has its quantity. */
export const lineReasons = [
  'waiting-for-start',
  'initial-stock',
  'triggered',
  'pooled-total',
  'with-others',
  'enough',
  'already-full',
  'less-than-a-pack',
] as const;
export type LineReason = (typeof lineReasons)[number];

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

const wholeKits = (milli: number): number => Math.ceil(milli / 1000);

/** Trigger and order-up-to level in kits: fixed, or ⌈expected demand⌉ + buffer. */
export function levelsOf({ rule, demand }: Pick<LineInput, 'rule' | 'demand'>): {
  readonly trigger: number;
  readonly orderUpTo: number;
} {
  const { levels } = rule;
  if (levels.kind === 'min-max') return { trigger: levels.trigger, orderUpTo: levels.ceiling };
  const trigger = wholeKits(demand.triggerMilli) + levels.buffer;
  const orderUpTo = wholeKits(demand.resupplyMilli) + levels.buffer;
  return { trigger, orderUpTo: Math.max(trigger, orderUpTo) };
}

const packsFor = (wanted: number, { packSize, packRounding }: LineRule): number =>
  packRounding === 'down' ? Math.floor(wanted / packSize) : Math.ceil(wanted / packSize);

interface Level {
  readonly input: LineInput;
  readonly available: number;
  readonly trigger: number;
  readonly orderUpTo: number;
}

function finish(
  level: Level,
  wanted: number,
  isTriggered: boolean,
  reason: LineReason,
): LineArithmetic {
  const { available, trigger, orderUpTo, input } = level;
  const packs = packsFor(wanted, input.rule);
  const isLost = wanted > 0 && packs === 0;
  return {
    available,
    trigger,
    orderUpTo,
    isTriggered,
    wanted,
    packs,
    ordered: packs * input.rule.packSize,
    reason: isLost ? 'less-than-a-pack' : reason,
  };
}

const isAtTrigger = (rule: SiteRule, available: number, trigger: number): boolean =>
  rule.triggersAt === 'below' ? available < trigger : available <= trigger;

/** What one site should be sent now, line by line with its arithmetic. Integers throughout. */
export function proposeSite(site: SiteInput): readonly LineArithmetic[] {
  const levels = site.lines.map((input): Level => {
    const { onHand, inTransit, requested } = input.stock;
    return { input, available: onHand + inTransit + requested, ...levelsOf(input) };
  });
  if (site.start === 'waiting') {
    return levels.map((level) => finish(level, 0, false, 'waiting-for-start'));
  }
  if (site.start === 'initial' && levels.some(({ input }) => input.rule.initialStock > 0)) {
    return levels.map((level) => {
      const { initialStock } = level.input.rule;
      const wanted = Math.max(0, initialStock - level.available);
      return finish(
        { ...level, orderUpTo: initialStock },
        wanted,
        false,
        wanted > 0 ? 'initial-stock' : 'already-full',
      );
    });
  }
  return site.rule.pooling === 'all-types'
    ? proposePooled(site.rule, levels)
    : proposeByType(site.rule, levels);
}

function proposeByType(rule: SiteRule, levels: readonly Level[]): readonly LineArithmetic[] {
  const triggered = levels.map(({ available, trigger }) => isAtTrigger(rule, available, trigger));
  const takesOthers = rule.scope === 'all-types' && triggered.includes(true);
  return levels.map((level, type) => {
    const isTriggered = triggered[type] === true;
    if (!isTriggered && !takesOthers) return finish(level, 0, false, 'enough');
    const wanted = Math.max(0, level.orderUpTo - level.available);
    const reason = isTriggered ? 'triggered' : 'with-others';
    return finish(level, wanted, isTriggered, wanted > 0 ? reason : 'already-full');
  });
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/**
 * Only totals decide. Each type gets ⌊missing × its order-up-to level ÷ their sum⌋: the remainder waits, because
 * handing it to some type would tell that type's kits from others.
 */
function proposePooled(rule: SiteRule, levels: readonly Level[]): readonly LineArithmetic[] {
  const available = sum(levels.map((level) => level.available));
  const trigger = sum(levels.map((level) => level.trigger));
  const ceiling = sum(levels.map((level) => level.orderUpTo));
  const isTriggered = isAtTrigger(rule, available, trigger);
  const missing = Math.max(0, ceiling - available);
  return levels.map((level) => {
    if (!isTriggered) return finish(level, 0, false, 'enough');
    const wanted = ceiling === 0 ? 0 : Math.floor((missing * level.orderUpTo) / ceiling);
    return finish(level, wanted, true, wanted > 0 ? 'pooled-total' : 'already-full');
  });
}
