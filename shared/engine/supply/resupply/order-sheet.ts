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

const codeOf = (reason: LineReason): number => lineReasons.indexOf(reason);
const WAITING = codeOf('waiting-for-start');
const INITIAL = codeOf('initial-stock');
const TRIGGERED = codeOf('triggered');
const POOLED = codeOf('pooled-total');
const WITH_OTHERS = codeOf('with-others');
const ENOUGH = codeOf('enough');
const FULL = codeOf('already-full');
const NO_PACK = codeOf('less-than-a-pack');

/** `waiting`: its starting event has not happened; `initial`: it has, and nothing was ever sent; else `running`. */
export type OrderStart = 'waiting' | 'initial' | 'running';

/** The settings of a site that decide its order. */
export interface OrderRule {
  readonly isAtOrBelow: boolean;
  readonly takesAllTypes: boolean;
  readonly isPooled: boolean;
}

const wholeKits = (milli: number): number => Math.ceil(milli / 1000);

/** A level from expected demand in thousandths of a kit: whole kits and the buffer. */
export const predictedLevel = (milli: number, buffer: number): number => wholeKits(milli) + buffer;

/** Whether a stock has fallen to its trigger. */
export const isAtTrigger = (rule: OrderRule, available: number, trigger: number): boolean =>
  rule.isAtOrBelow ? available <= trigger : available < trigger;

/**
 * One site's lines as columns: the first five are filled by the caller, the others by `decide`. The living
 * study and the simulation order by this one calculation; kits throughout.
 */
export class OrderSheet {
  readonly available: Float64Array;
  readonly trigger: Float64Array;
  /** For an initial shipment `decide` puts the initial stock here. */
  readonly orderUpTo: Float64Array;
  readonly initialStock: Float64Array;
  readonly packSize: Float64Array;
  /** 1 where packs are rounded up. */
  readonly roundsUp: Uint8Array;
  readonly wanted: Float64Array;
  readonly packs: Float64Array;
  readonly ordered: Float64Array;
  readonly isTriggered: Uint8Array;
  /** Index into `lineReasons`. */
  readonly reason: Uint8Array;
  readonly lines: number;

  constructor(lines: number) {
    this.lines = lines;
    const numbers = (): Float64Array => new Float64Array(lines);
    this.available = numbers();
    this.trigger = numbers();
    this.orderUpTo = numbers();
    this.initialStock = numbers();
    this.packSize = numbers();
    this.wanted = numbers();
    this.packs = numbers();
    this.ordered = numbers();
    this.roundsUp = new Uint8Array(lines);
    this.isTriggered = new Uint8Array(lines);
    this.reason = new Uint8Array(lines);
  }

  /** Fills in the quantities; gives their sum. */
  decide(rule: OrderRule, start: OrderStart): number {
    if (start === 'waiting') return this.fillAll(WAITING);
    if (start === 'initial' && this.hasInitialStock()) return this.fillInitial();
    return rule.isPooled ? this.fillPooled(rule) : this.fillByType(rule);
  }

  /** Kits of all lines together up to their levels. */
  missing(): number {
    let missing = 0;
    for (let i = 0; i < this.lines; i++) {
      missing += (this.orderUpTo[i] as number) - (this.available[i] as number);
    }
    return missing;
  }

  /** Whether the stock of any line has fallen to its trigger. */
  isAnyTriggered(rule: OrderRule): boolean {
    for (let i = 0; i < this.lines; i++) {
      if (isAtTrigger(rule, this.available[i] as number, this.trigger[i] as number)) return true;
    }
    return false;
  }

  private hasInitialStock(): boolean {
    for (let i = 0; i < this.lines; i++) if ((this.initialStock[i] as number) > 0) return true;
    return false;
  }

  private finish(line: number, wanted: number, isTriggered: boolean, reason: number): number {
    const size = this.packSize[line] as number;
    const whole = wanted / size;
    const packs = this.roundsUp[line] === 1 ? Math.ceil(whole) : Math.floor(whole);
    this.wanted[line] = wanted;
    this.packs[line] = packs;
    this.ordered[line] = packs * size;
    this.isTriggered[line] = isTriggered ? 1 : 0;
    this.reason[line] = wanted > 0 && packs === 0 ? NO_PACK : reason;
    return packs * size;
  }

  private fillAll(reason: number): number {
    for (let i = 0; i < this.lines; i++) {
      this.wanted[i] = 0;
      this.packs[i] = 0;
      this.ordered[i] = 0;
      this.isTriggered[i] = 0;
      this.reason[i] = reason;
    }
    return 0;
  }

  private fillInitial(): number {
    let ordered = 0;
    for (let i = 0; i < this.lines; i++) {
      const initial = this.initialStock[i] as number;
      const wanted = Math.max(0, initial - (this.available[i] as number));
      this.orderUpTo[i] = initial;
      ordered += this.finish(i, wanted, false, wanted > 0 ? INITIAL : FULL);
    }
    return ordered;
  }

  private fillByType(rule: OrderRule): number {
    if (!this.isAnyTriggered(rule)) return this.fillAll(ENOUGH);
    let ordered = 0;
    for (let i = 0; i < this.lines; i++) {
      const available = this.available[i] as number;
      const isTriggered = isAtTrigger(rule, available, this.trigger[i] as number);
      if (!isTriggered && !rule.takesAllTypes) {
        this.finish(i, 0, false, ENOUGH);
        continue;
      }
      const wanted = Math.max(0, (this.orderUpTo[i] as number) - available);
      const reason = isTriggered ? TRIGGERED : WITH_OTHERS;
      ordered += this.finish(i, wanted, isTriggered, wanted > 0 ? reason : FULL);
    }
    return ordered;
  }

  /**
   * Only totals decide. Each type gets ⌊missing × its order-up-to level ÷ their sum⌋: the remainder waits,
   * because handing it to some type would tell that type's kits from others.
   */
  private fillPooled(rule: OrderRule): number {
    let available = 0;
    let trigger = 0;
    let ceiling = 0;
    for (let i = 0; i < this.lines; i++) {
      available += this.available[i] as number;
      trigger += this.trigger[i] as number;
      ceiling += this.orderUpTo[i] as number;
    }
    if (!isAtTrigger(rule, available, trigger)) return this.fillAll(ENOUGH);
    const missing = Math.max(0, ceiling - available);
    let ordered = 0;
    for (let i = 0; i < this.lines; i++) {
      const level = this.orderUpTo[i] as number;
      const wanted = ceiling === 0 ? 0 : Math.floor((missing * level) / ceiling);
      ordered += this.finish(i, wanted, true, wanted > 0 ? POOLED : FULL);
    }
    return ordered;
  }
}
