/** Fixed levels: at the trigger, order up to the ceiling. Kits. */
export interface MinMaxLevels {
  readonly kind: 'min-max';
  readonly trigger: number;
  readonly ceiling: number;
}

/** Levels from expected demand: trigger over the first window, order up to demand over the second, each plus the buffer. */
export interface PredictiveLevels {
  readonly kind: 'predictive';
  /** Days of the trigger window. */
  readonly triggerDays: number;
  /** Days of the resupply window, not fewer than those of the trigger window. */
  readonly resupplyDays: number;
  /** Kits on top of both. */
  readonly buffer: number;
}

/** Settings of one kit type at one site. */
export interface LineRule {
  readonly levels: MinMaxLevels | PredictiveLevels;
  /** Kits in one pack; only whole packs travel. */
  readonly packSize: number;
  /** `down` never goes over the order-up-to level, `up` may by less than one pack. */
  readonly packRounding: 'down' | 'up';
  /** Kits to bring to a site when it starts. */
  readonly initialStock: number;
}

/** Settings of one site. */
export interface SiteRule {
  /** Whether stock that equals the trigger already triggers. */
  readonly triggersAt: 'below' | 'at-or-below';
  /** What is sent once any kit type is at its minimum. */
  readonly scope: 'all-types' | 'triggered-types';
  /**
   * `by-type`: every kit type by its own stock. `all-types`: only the total counts, and every shipment has the
   * same proportions, so that neither its moment nor its content says which types were used.
   */
  readonly pooling: 'by-type' | 'all-types';
}

/** Why a rule cannot stand. */
export type RuleProblem =
  | 'not-whole'
  | 'ceiling-below-trigger'
  | 'window-shorter-than-trigger'
  | 'pack-never-fits';

/** Whether every single kit used brings one of its type, which tells a site which types were used. */
export function isOneForOne(rule: SiteRule, { levels, packSize }: LineRule): boolean {
  if (rule.pooling === 'all-types' || levels.kind !== 'min-max' || packSize > 1) return false;
  const first = rule.triggersAt === 'below' ? levels.ceiling : levels.ceiling - 1;
  return levels.trigger >= first;
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** The first problem of a rule, or null. Numbers are whole and not negative; a pack holds at least one kit. */
export function lineRuleProblem(rule: LineRule): RuleProblem | null {
  const { levels, packSize, initialStock } = rule;
  const numbers =
    levels.kind === 'min-max'
      ? [levels.trigger, levels.ceiling]
      : [levels.triggerDays, levels.resupplyDays, levels.buffer];
  if (![...numbers, packSize, initialStock].every(isWhole) || packSize === 0) return 'not-whole';
  if (levels.kind === 'predictive') {
    return levels.resupplyDays < levels.triggerDays ? 'window-shorter-than-trigger' : null;
  }
  if (levels.ceiling < levels.trigger) return 'ceiling-below-trigger';
  const smallestOrder = levels.ceiling - levels.trigger;
  // A pack that does not fit between trigger and ceiling would leave a site at its minimum without an order.
  return rule.packRounding === 'down' && packSize > Math.max(1, smallestOrder)
    ? 'pack-never-fits'
    : null;
}
