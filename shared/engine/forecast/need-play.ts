import type { ArmDraw } from './arm-draw.ts';
import type { ForecastModel } from './model.ts';
import { Play } from './play.ts';
import type { PlayListener } from './play.ts';
import { FATES, SHIPPED } from './tally.ts';
import { takenOf, withoutShortage } from './without-shortage.ts';

/**
 * A replicate once more with depots that never lack kits: what they are asked for then, and how much of it their own
 * lots cannot give. Orders that were not filled do not tell: visits that were missed ask for nothing afterwards.
 */
export class NeedPlay implements PlayListener {
  /** [week · cells + depot · types + type]: kits sent so far, and those of them that no lot of the scenario has. */
  readonly sent: Int32Array;
  readonly short: Int32Array;
  private readonly cells: number;
  private readonly furtherLot: readonly number[];
  private readonly play: Play;

  constructor(model: ForecastModel, arms: ArmDraw, weeks: number) {
    const unlimited = withoutShortage(model);
    const { depots, kitTypes } = model.supply;
    this.cells = depots * kitTypes;
    this.sent = new Int32Array(weeks * this.cells);
    this.short = new Int32Array(weeks * this.cells);
    this.furtherLot = unlimited.furtherLot;
    this.play = new Play(unlimited.model, arms, model.randomization.ratio, this);
  }

  run(seed: number, replicate: number): void {
    this.play.run(seed, replicate);
  }

  /** Kits of a type that all depots sent. */
  shipped(kitType: number): number {
    return this.play.shelves.fates[kitType * FATES + SHIPPED] as number;
  }

  stockOut(): void {}

  demand(): void {}

  week(week: number): void {
    const { shelves } = this.play;
    for (let cell = 0; cell < this.cells; cell++) {
      const left = shelves.depot[this.furtherLot[cell] as number] as number;
      this.sent[week * this.cells + cell] = shelves.sent[cell] as number;
      this.short[week * this.cells + cell] = takenOf(left);
    }
  }
}
