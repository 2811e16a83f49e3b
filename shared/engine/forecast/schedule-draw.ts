import type { Refusal } from '../../base/refusal.ts';
import { type Result, ok } from '../../base/result.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import type { StateTable } from '../randomization/compiled/state-table.ts';
import { checkArmsAllowed } from '../randomization/weights.ts';
import {
  type CentralSchedule,
  isAdmissible,
  parseCentralSchedule,
  takeModifiedZelen,
  zelen,
  zelenArm,
} from '../randomization/zelen.ts';
import type { ArmDraw } from './arm-draw.ts';
import type { RandomizationModel } from './model.ts';
import { procedureTable, startOf, stepOf } from './procedure-walk.ts';

type Scheduled = Extract<RandomizationModel, { kind: 'central-schedule' }>;

const isEverySlotOpen = (): boolean => true;

/** A central schedule, drawn slot by slot as it is needed, with a limit on the imbalance within a site. */
class ScheduleDraw implements ArmDraw {
  private readonly table: StateTable;
  private readonly rule: CentralSchedule;
  private readonly isModified: boolean;
  private readonly begun: Scheduled['begun'];
  private state = 0;
  /** Arms of the slots passed over, in their order. */
  private open: number[] = [];
  private counts: number[][] = [];

  constructor(table: StateTable, rule: CentralSchedule, { isModified, begun }: Scheduled) {
    this.table = table;
    this.rule = rule;
    this.isModified = isModified;
    this.begun = begun;
  }

  restart(source: WordSource): void {
    this.state = startOf(this.table, source);
    this.open = [];
    this.counts = this.begun.map((byArm) => [...byArm]);
  }

  draw(source: WordSource, site: number): number {
    const counts = this.counts[site] as number[];
    const arm = this.isModified
      ? this.takeFirst(source, counts)
      : zelenArm(this.rule, this.nextSlot(source), counts);
    counts[arm] = (counts[arm] as number) + 1;
    return arm;
  }

  private nextSlot(source: WordSource): number {
    const outcome = stepOf(this.table, this.state, source);
    this.state = this.table.outcomeTarget[outcome] as number;
    return this.table.outcomeArm[outcome] as number;
  }

  private takeFirst(source: WordSource, counts: readonly number[]): number {
    const gap = takeModifiedZelen(this.rule, this.open, isEverySlotOpen, counts);
    if (gap.ok) {
      this.open.splice(gap.value.slot, 1);
      return gap.value.arm;
    }
    for (;;) {
      const arm = this.nextSlot(source);
      if (isAdmissible(this.rule, counts, arm)) return arm;
      this.open.push(arm);
    }
  }
}

/** Slots that are prepared for each subject: passing over some takes more of them than there are subjects. */
const SLOTS = 50;

/** Zelen's rule on a schedule of the given procedure; the plain rule serves two equal arms. */
export function scheduleDraw(model: Scheduled, subjects: number): Result<ArmDraw, Refusal> {
  const allowed = model.isModified ? zelen.armsAllowed : 'two-equal';
  const served = checkArmsAllowed(zelen.name, allowed, model.ratio);
  if (!served.ok) return served;
  const rule = parseCentralSchedule({ limit: String(model.limit) }, model.ratio);
  if (!rule.ok) return rule;
  const table = procedureTable(model, Math.min(1_000_000, subjects * SLOTS));
  return table.ok ? ok(new ScheduleDraw(table.value, rule.value, model)) : table;
}
