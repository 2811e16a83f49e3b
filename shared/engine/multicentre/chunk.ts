import type { Refusal } from '../../base/refusal.ts';
import { type Result, ok } from '../../base/result.ts';
import { Xoshiro } from '../prng/simulation/xoshiro.ts';
import { type Moments, MomentCollector } from '../randomization/simulate/sample-sums.ts';
import { RecruitmentPattern } from '../recruitment/recruitment-pattern.ts';
import { type CompiledAllocation, type Outcome, compileAllocation } from './allocation.ts';
import { type Measures, Measurer, type PatternCounts } from './measures.ts';
import { type MulticentreScenario, priorsOf, regionsOf } from './scenario.ts';

/** Replicates that travel between threads as one piece; fixed, so that sums add up in one order. */
export const MULTICENTRE_CHUNK = 125;

const RECRUITMENT_PURPOSE = 16;
const ALLOCATION_PURPOSE = 17;

/** What one design adds up to over a chunk. */
export interface DesignChunk {
  /** Replicates by trial, largest region and largest centre imbalance 0, 1, 2 … */
  readonly trial: Int32Array;
  readonly region: Int32Array;
  readonly centre: Int32Array;
  /** L1, L2, L3 of each replicate. */
  readonly losses: readonly [Float64Array, Float64Array, Float64Array];
  readonly skewed: Moments;
  readonly deterministic: Moments;
  readonly convergenceGuesses: Moments;
  readonly deterministicGuesses: Moments;
}

export interface MulticentreChunk {
  readonly replicates: number;
  /** Days to the n-th patient, of each replicate. */
  readonly days: Float64Array;
  /** Number of centres with 0, 1, 2 … patients, summed over replicates. */
  readonly centresByCount: Int32Array;
  readonly designs: readonly DesignChunk[];
}

class DesignTally {
  private readonly trial: Int32Array;
  private readonly region: Int32Array;
  private readonly centre: Int32Array;
  private readonly losses: readonly [Float64Array, Float64Array, Float64Array];
  private readonly skewed = new MomentCollector();
  private readonly deterministic = new MomentCollector();
  private readonly convergence = new MomentCollector();
  private readonly certain = new MomentCollector();
  private highest = 0;

  constructor(n: number, replicates: number) {
    this.trial = new Int32Array(n + 1);
    this.region = new Int32Array(n + 1);
    this.centre = new Int32Array(n + 1);
    this.losses = [
      new Float64Array(replicates),
      new Float64Array(replicates),
      new Float64Array(replicates),
    ];
  }

  add(measures: Measures, replicate: number): void {
    const { trialImbalance, regionImbalance, centreImbalance } = measures;
    this.trial[trialImbalance] = (this.trial[trialImbalance] as number) + 1;
    this.region[regionImbalance] = (this.region[regionImbalance] as number) + 1;
    this.centre[centreImbalance] = (this.centre[centreImbalance] as number) + 1;
    this.highest = Math.max(this.highest, trialImbalance, regionImbalance, centreImbalance);
    this.losses[0][replicate] = measures.loss[0];
    this.losses[1][replicate] = measures.loss[1];
    this.losses[2][replicate] = measures.loss[2];
    this.skewed.add(measures.skewed);
    this.deterministic.add(measures.deterministic);
    this.convergence.add(measures.convergenceGuesses);
    this.certain.add(measures.deterministicGuesses);
  }

  close(): DesignChunk {
    const end = this.highest + 1;
    return {
      trial: this.trial.slice(0, end),
      region: this.region.slice(0, end),
      centre: this.centre.slice(0, end),
      losses: this.losses,
      skewed: this.skewed.moments(),
      deterministic: this.deterministic.moments(),
      convergenceGuesses: this.convergence.moments(),
      deterministicGuesses: this.certain.moments(),
    };
  }
}

/** A scenario made ready to run chunks; one a thread. */
export class MulticentreRunner {
  private readonly scenario: MulticentreScenario;
  private readonly designs: readonly CompiledAllocation[];
  private readonly pattern: RecruitmentPattern;
  private readonly measurer: Measurer;
  private readonly generator = new Xoshiro();
  private readonly counts: PatternCounts;
  private readonly region: Int32Array;
  private readonly words: Int32Array;
  private readonly outcome: Outcome;

  private constructor(scenario: MulticentreScenario, designs: readonly CompiledAllocation[]) {
    const { n, centres, regions } = scenario;
    this.scenario = scenario;
    this.designs = designs;
    this.pattern = new RecruitmentPattern(priorsOf(scenario), n);
    this.measurer = new Measurer(regions);
    this.counts = {
      n,
      regionOfCentre: regionsOf(scenario),
      centreCount: new Int32Array(centres),
      regionCount: new Int32Array(regions),
    };
    this.region = new Int32Array(n);
    this.words = new Int32Array(n);
    this.outcome = {
      balance: new Int32Array(centres),
      deterministic: 0,
      centreDeterministic: 0,
      inBalance: 0,
    };
  }

  /** Compiles the designs; refuses one that cannot be. */
  static prepare(scenario: MulticentreScenario): Result<MulticentreRunner, Refusal> {
    const designs: CompiledAllocation[] = [];
    for (const name of scenario.designs) {
      const compiled = compileAllocation(name, scenario);
      if (!compiled.ok) return compiled;
      designs.push(compiled.value);
    }
    return ok(new MulticentreRunner(scenario, designs));
  }

  /** Replicates first .. first + replicates − 1 of a run. Replicate r depends on (seed, r) only. */
  run(seed: number, first: number, replicates: number): MulticentreChunk {
    const { n } = this.scenario;
    const tallies = this.designs.map(() => new DesignTally(n, replicates));
    const days = new Float64Array(replicates);
    const centresByCount = new Int32Array(n + 1);
    const arrivals = { n, centre: this.pattern.centre, region: this.region, words: this.words };
    for (let r = 0; r < replicates; r++) {
      this.recruit(seed, first + r);
      days[r] = this.pattern.time[n - 1] as number;
      for (const count of this.counts.centreCount) {
        centresByCount[count] = (centresByCount[count] as number) + 1;
      }
      this.designs.forEach((design, k) => {
        design.allocate(arrivals, this.outcome);
        tallies[k]?.add(this.measurer.measure(this.counts, this.outcome), r);
      });
    }
    return { replicates, days, centresByCount, designs: tallies.map((tally) => tally.close()) };
  }

  /** Draws the pattern and the words that all designs share. */
  private recruit(seed: number, replicate: number): void {
    const { pattern, generator, counts, region } = this;
    const { centreCount, regionCount, regionOfCentre } = counts;
    generator.startReplicate(seed, replicate, RECRUITMENT_PURPOSE);
    if (this.scenario.publishedRounding) pattern.drawWholeDays(generator);
    else pattern.draw(generator);
    generator.startReplicate(seed, replicate, ALLOCATION_PURPOSE).fill(this.words, pattern.n);
    centreCount.fill(0);
    regionCount.fill(0);
    for (let j = 0; j < pattern.n; j++) {
      const site = pattern.centre[j] as number;
      const area = regionOfCentre[site] as number;
      region[j] = area;
      centreCount[site] = (centreCount[site] as number) + 1;
      regionCount[area] = (regionCount[area] as number) + 1;
    }
  }
}
