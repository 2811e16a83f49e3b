import { Xoshiro } from '../prng/simulation/xoshiro.ts';
import {
  DistributionCollector,
  type DistributionSummary,
  EXACT_DURATIONS,
} from './distribution-summary.ts';
import { type CentrePrior, RecruitmentPattern } from './recruitment-pattern.ts';

/** A recruitment to simulate: each centre's prior, the number of patients, and the days to look at. */
export interface RecruitmentPlan {
  readonly centres: readonly CentrePrior[];
  readonly n: number;
  /** Days at which the cumulative number of patients is taken; ascending. */
  readonly fanDays: readonly number[];
  /** Counts in the fan are kept in steps of this many patients. */
  readonly fanStep: number;
}

export const RECRUITMENT_CHUNK = 500;
const RECRUITMENT_PURPOSE = 16;

export interface RecruitmentChunk {
  readonly replicates: number;
  readonly days: Float64Array;
  readonly centresByCount: Int32Array;
  /** [day · (steps + 1) + step]: replicates with that many steps of patients by that day. */
  readonly fan: Int32Array;
  /** Σ of patients by each fan day. */
  readonly fanSums: Float64Array;
}

const fanWidth = (plan: RecruitmentPlan): number => Math.floor(plan.n / plan.fanStep) + 1;

/** A recruitment made ready to run chunks; one a thread. */
export class RecruitmentRunner {
  private readonly plan: RecruitmentPlan;
  private readonly pattern: RecruitmentPattern;
  private readonly generator = new Xoshiro();
  private readonly counts: Int32Array;

  constructor(plan: RecruitmentPlan) {
    this.plan = plan;
    this.pattern = new RecruitmentPattern(plan.centres, plan.n);
    this.counts = new Int32Array(plan.centres.length);
  }

  /** Replicates first .. first + replicates − 1. Replicate r depends on (seed, r) only. */
  run(seed: number, first: number, replicates: number): RecruitmentChunk {
    const { plan, pattern, counts } = this;
    const chunk: RecruitmentChunk = {
      replicates,
      days: new Float64Array(replicates),
      centresByCount: new Int32Array(plan.n + 1),
      fan: new Int32Array(plan.fanDays.length * fanWidth(plan)),
      fanSums: new Float64Array(plan.fanDays.length),
    };
    for (let r = 0; r < replicates; r++) {
      pattern.draw(this.generator.startReplicate(seed, first + r, RECRUITMENT_PURPOSE));
      chunk.days[r] = pattern.time[plan.n - 1] as number;
      counts.fill(0);
      for (const site of pattern.centre) counts[site] = (counts[site] as number) + 1;
      for (const count of counts) {
        chunk.centresByCount[count] = (chunk.centresByCount[count] as number) + 1;
      }
      this.addToFan(chunk);
    }
    return chunk;
  }

  private addToFan(chunk: RecruitmentChunk): void {
    const { plan, pattern } = this;
    const width = fanWidth(plan);
    let patients = 0;
    plan.fanDays.forEach((day, k) => {
      while (patients < plan.n && (pattern.time[patients] as number) <= day) patients++;
      const slot = k * width + Math.floor(patients / plan.fanStep);
      chunk.fan[slot] = (chunk.fan[slot] as number) + 1;
      chunk.fanSums[k] = (chunk.fanSums[k] as number) + patients;
    });
  }
}

export interface FanDay {
  readonly day: number;
  readonly mean: number;
  /** Patients that a share of at least 5, 25, 50, 75, 95 % of the replicates does not exceed. */
  readonly quantiles: readonly number[];
}

export interface RecruitmentFigures {
  readonly replicates: number;
  readonly days: DistributionSummary;
  readonly daysQuantiles: readonly number[];
  readonly centresByCount: readonly number[];
  readonly fan: readonly FanDay[];
}

export const FAN_QUANTILES: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Adds chunks up, in chunk order. */
export class RecruitmentTotals {
  private readonly plan: RecruitmentPlan;
  private readonly days = new DistributionCollector(EXACT_DURATIONS);
  private readonly centresByCount: Float64Array;
  private readonly fan: Float64Array;
  private readonly fanSums: Float64Array;
  private replicates = 0;

  constructor(plan: RecruitmentPlan) {
    this.plan = plan;
    this.centresByCount = new Float64Array(plan.n + 1);
    this.fan = new Float64Array(plan.fanDays.length * fanWidth(plan));
    this.fanSums = new Float64Array(plan.fanDays.length);
  }

  add(chunk: RecruitmentChunk): void {
    this.replicates += chunk.replicates;
    for (const day of chunk.days) this.days.add(day);
    addInto(this.centresByCount, chunk.centresByCount);
    addInto(this.fan, chunk.fan);
    addInto(this.fanSums, chunk.fanSums);
  }

  figures(): RecruitmentFigures {
    const { replicates, centresByCount, plan } = this;
    const end = centresByCount.findLastIndex((count) => count > 0) + 1;
    return {
      replicates,
      days: this.days.summary(),
      daysQuantiles: FAN_QUANTILES.map((p) => this.days.quantile(p)),
      centresByCount: Array.from(centresByCount.slice(0, end), (count) => count / replicates),
      fan: plan.fanDays.map((day, k) => ({
        day,
        mean: (this.fanSums[k] as number) / replicates,
        quantiles: FAN_QUANTILES.map((p) => this.fanQuantile(k, p)),
      })),
    };
  }

  private fanQuantile(day: number, p: number): number {
    const width = fanWidth(this.plan);
    let below = 0;
    for (let step = 0; step < width; step++) {
      below += this.fan[day * width + step] as number;
      if (below >= p * this.replicates) return step * this.plan.fanStep;
    }
    return this.plan.n;
  }
}

function addInto(sums: Float64Array, more: ArrayLike<number>): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (more[i] as number);
}
