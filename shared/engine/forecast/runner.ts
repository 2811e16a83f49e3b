import type { Refusal } from '../../base/refusal.ts';
import { type Result, ok } from '../../base/result.ts';
import { prepareArmDraw } from './arm-draw.ts';
import type { ArmDraw } from './arm-draw.ts';
import type { ForecastChunk } from './chunk-shape.ts';
import { ChunkWriter } from './chunk-writer.ts';
import type { ForecastModel, LotModel } from './model.ts';
import { NeedPlay } from './need-play.ts';
import { Play } from './play.ts';
import { FATES, SHIPPED } from './tally.ts';
import { weeksOf } from './week-columns.ts';

/** A forecast made ready to run chunks; one a thread. */
export class ForecastRunner {
  private readonly model: ForecastModel;
  private readonly arms: ArmDraw;
  private readonly play: Play;
  private readonly writer: ChunkWriter;
  /** What replicates in which depots lack kits are asked for; made when the first one does. */
  private need: NeedPlay | null = null;
  private readonly findsNeed: boolean;
  /** By kit type: what sites hold at the start, and kits needed in the replicate. */
  private readonly held: readonly number[];
  private readonly needed: Float64Array;

  private constructor(
    model: ForecastModel,
    focus: readonly number[],
    arms: ArmDraw,
    findsNeed: boolean,
  ) {
    this.model = model;
    this.arms = arms;
    this.findsNeed = findsNeed;
    this.held = heldAtStart(model);
    this.needed = new Float64Array(model.supply.kitTypes);
    this.writer = new ChunkWriter(model, focus);
    this.play = new Play(model, arms, model.randomization.ratio, this.writer);
  }

  /**
   * Refuses a procedure that cannot be prepared. `focus` are sites whose stock is followed by week;
   * `looksEveryNight` checks that looking only at sites to which something happened changes nothing. Without
   * `findsNeed` a replicate in which depots lacked kits tells what they sent in place of what was needed of them.
   */
  static prepare(
    model: ForecastModel,
    focus: readonly number[] = [],
    {
      looksEveryNight = false,
      findsNeed = true,
    }: { readonly looksEveryNight?: boolean; readonly findsNeed?: boolean } = {},
  ): Result<ForecastRunner, Refusal> {
    const arms = prepareArmDraw(model.randomization, model.recruitment.target);
    if (!arms.ok) return arms;
    const runner = new ForecastRunner(model, focus, arms.value, findsNeed);
    runner.play.night.looksEveryNight = looksEveryNight;
    return ok(runner);
  }

  /** Replicates first .. first + replicates − 1. Replicate r depends on (seed, r) only. */
  run(seed: number, first: number, replicates: number): ForecastChunk {
    const { writer } = this;
    writer.open(this.play, replicates);
    for (let index = 0; index < replicates; index++) {
      writer.begin(index);
      this.play.run(seed, first + index);
      const need = this.findNeed(seed, first + index);
      if (need !== null) writer.writeNeed(need);
      this.sumNeeded(need);
      writer.finish(this.needed);
    }
    return writer.close();
  }

  /** The replicate once more where depots lacked kits; null where what they sent is what was needed of them. */
  private findNeed(seed: number, replicate: number): NeedPlay | null {
    if (!this.findsNeed || !this.play.night.wasShort) return null;
    const need = (this.need ??= new NeedPlay(this.model, this.arms, weeksOf(this.model.horizon)));
    need.run(seed, replicate);
    return need;
  }

  private sumNeeded(need: NeedPlay | null): void {
    const { fates } = this.play.shelves;
    for (let type = 0; type < this.needed.length; type++) {
      const sent = need?.shipped(type) ?? (fates[type * FATES + SHIPPED] as number);
      this.needed[type] = (this.held[type] as number) + sent;
    }
  }
}

/** Kits of each type that sites have or that are on the way to them. */
function heldAtStart({ supply }: ForecastModel): readonly number[] {
  const held = Array.from({ length: supply.kitTypes }, () => 0);
  for (const { stock, inTransit } of supply.sites) {
    for (const { lot, kits } of [...stock, ...inTransit]) {
      const { kitType } = supply.lots[lot] as LotModel;
      held[kitType] = (held[kitType] as number) + kits;
    }
  }
  return held;
}
