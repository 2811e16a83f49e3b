import type { Refusal } from '../../base/refusal.ts';
import { type Result, ok } from '../../base/result.ts';
import { compileDesign } from '../randomization/compiled/state-table.ts';
import { prepareDesign } from '../randomization/design.ts';
import { type Level, type NamedDesign, parseDesignName } from './design-name.ts';
import { type TwoArmTable, flattenTwoArms } from './two-arm-table.ts';

/** One recruitment pattern, seen by every design: who came, in order, with the words they draw. */
export interface Arrivals {
  readonly n: number;
  readonly centre: Int32Array;
  readonly region: Int32Array;
  /** One random word a patient, the same for all designs. */
  readonly words: Int32Array;
}

/** What a design did with the arrivals. */
export interface Outcome {
  /** D of each centre: patients of arm 1 less those of arm 2. */
  readonly balance: Int32Array;
  /** Patients whose arm was certain. */
  deterministic: number;
  /** Of these, patients whose arm was certain from their centre's own history. */
  centreDeterministic: number;
  /** Patients who found their centre in balance, where a guesser can only toss a coin. */
  inBalance: number;
}

/** A design ready to allocate; `allocate` overwrites `outcome`. */
export interface CompiledAllocation {
  readonly name: string;
  allocate(arrivals: Arrivals, outcome: Outcome): void;
}

class StratifiedAllocation implements CompiledAllocation {
  readonly name: string;
  private readonly level: Level;
  private readonly table: TwoArmTable;
  private readonly initial: number;
  private readonly states: Int32Array;
  private readonly trial: Int32Array;

  constructor(name: string, level: Level, table: TwoArmTable, initial: number, sizes: Sizes) {
    this.name = name;
    this.level = level;
    this.table = table;
    this.initial = initial * 4;
    this.states = new Int32Array({ trial: 1, region: sizes.regions, centre: sizes.centres }[level]);
    this.trial = new Int32Array(sizes.n);
  }

  allocate(arrivals: Arrivals, outcome: Outcome): void {
    const { n, centre, words } = arrivals;
    const { table, states, level } = this;
    const { balance } = outcome;
    const stratum = level === 'centre' ? centre : level === 'region' ? arrivals.region : this.trial;
    states.fill(this.initial);
    balance.fill(0);
    let deterministic = 0;
    let inBalance = 0;
    for (let j = 0; j < n; j++) {
      const unit = stratum[j] as number;
      const site = centre[j] as number;
      const at = states[unit] as number;
      const isFirst = (((words[j] as number) >>> 1) - (table[at] as number)) >>> 31;
      states[unit] = table[at + 1 + isFirst] as number;
      deterministic += table[at + 3] as number;
      const d = balance[site] as number;
      inBalance += 1 + ((d | -d) >> 31);
      balance[site] = d - 1 + 2 * isFirst;
    }
    outcome.deterministic = deterministic;
    outcome.centreDeterministic = level === 'centre' ? deterministic : 0;
    outcome.inBalance = inBalance;
  }
}

/**
 * Dynamic balancing (Signorini et al. 1993): the first of centre, region and trial whose abs(D) has come
 * to its limit decides for the arm behind; when none has, a fair coin.
 */
class DynamicAllocation implements CompiledAllocation {
  readonly name: string;
  private readonly limits: readonly [number, number, number];
  private readonly regionBalance: Int32Array;

  constructor(name: string, limits: readonly [number, number, number], sizes: Sizes) {
    this.name = name;
    this.limits = limits;
    this.regionBalance = new Int32Array(sizes.regions);
  }

  allocate({ n, centre, region, words }: Arrivals, outcome: Outcome): void {
    const [centreLimit, regionLimit, trialLimit] = this.limits;
    const { regionBalance } = this;
    const { balance } = outcome;
    regionBalance.fill(0);
    balance.fill(0);
    let trial = 0;
    outcome.deterministic = 0;
    outcome.centreDeterministic = 0;
    outcome.inBalance = 0;
    for (let j = 0; j < n; j++) {
      const site = centre[j] as number;
      const area = region[j] as number;
      const own = balance[site] as number;
      const around = regionBalance[area] as number;
      let deciding = 0;
      if (Math.abs(own) >= centreLimit) {
        deciding = own;
        outcome.centreDeterministic++;
      } else if (Math.abs(around) >= regionLimit) deciding = around;
      else if (Math.abs(trial) >= trialLimit) deciding = trial;
      if (deciding !== 0) outcome.deterministic++;
      if (own === 0) outcome.inBalance++;
      const isFirst = deciding === 0 ? (words[j] as number) >>> 31 : deciding < 0 ? 1 : 0;
      const move = 2 * isFirst - 1;
      balance[site] = own + move;
      regionBalance[area] = around + move;
      trial += move;
    }
  }
}

export interface Sizes {
  readonly n: number;
  readonly centres: number;
  readonly regions: number;
}

function compileNamed(
  name: string,
  named: NamedDesign,
  sizes: Sizes,
): Result<CompiledAllocation, Refusal> {
  if (named.kind === 'dynamic') return ok(new DynamicAllocation(name, named.limits, sizes));
  const design = prepareDesign(named.procedure, named.parameters, { weights: [1, 1], n: sizes.n });
  if (!design.ok) return design;
  const table = compileDesign(design.value, sizes.n);
  if (!table.ok) return table;
  const flat = flattenTwoArms(table.value);
  const initial = table.value.initial[0] as number;
  return ok(new StratifiedAllocation(name, named.level, flat, initial, sizes));
}

/** A named design, compiled for a study of the given size; refuses names and parameters out of range. */
export function compileAllocation(name: string, sizes: Sizes): Result<CompiledAllocation, Refusal> {
  const named = parseDesignName(name);
  return named.ok ? compileNamed(name, named.value, sizes) : named;
}
