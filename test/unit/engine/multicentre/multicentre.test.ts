// Requirements: RND-13
import { describe, expect, it } from 'vitest';
import {
  type Arrivals,
  type Outcome,
  compileAllocation,
} from '../../../../shared/engine/multicentre/allocation.ts';
import { MulticentreRunner } from '../../../../shared/engine/multicentre/chunk.ts';
import { parseDesignName } from '../../../../shared/engine/multicentre/design-name.ts';
import { Measurer } from '../../../../shared/engine/multicentre/measures.ts';
import {
  type MulticentreScenario,
  regionsOf,
} from '../../../../shared/engine/multicentre/scenario.ts';
import { MulticentreTotals } from '../../../../shared/engine/multicentre/totals.ts';
import { flattenTwoArms } from '../../../../shared/engine/multicentre/two-arm-table.ts';
import { Xoshiro } from '../../../../shared/engine/prng/simulation/xoshiro.ts';
import { compileDesign } from '../../../../shared/engine/randomization/compiled/state-table.ts';
import {
  bindingLevel,
  levelBalancingProbabilities,
} from '../../../../shared/engine/randomization/dbr.ts';
import { design } from '../compiled/designs.ts';

const SIZES = { n: 200, centres: 12, regions: 3 };
const regionOfCentre = regionsOf(SIZES);

function arrivals(replicate: number): Arrivals {
  const random = new Xoshiro().startReplicate(99, replicate, 0);
  const centre = Int32Array.from({ length: SIZES.n }, () => (random.word() >>> 0) % SIZES.centres);
  const words = new Int32Array(SIZES.n);
  random.fill(words, SIZES.n);
  return {
    n: SIZES.n,
    centre,
    region: centre.map((site) => regionOfCentre[site] ?? 0),
    words,
  };
}

const emptyOutcome = (): Outcome => ({
  balance: new Int32Array(SIZES.centres),
  deterministic: 0,
  centreDeterministic: 0,
  inBalance: 0,
});

function allocate(name: string, patients: Arrivals): Outcome {
  const compiled = compileAllocation(name, SIZES);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const outcome = emptyOutcome();
  compiled.value.allocate(patients, outcome);
  return outcome;
}

/** Probability of the first arm by the plain formulas, from the imbalances and counts of the stratum. */
const PLAIN: Readonly<Record<string, (d: number, j: number) => number>> = {
  'PBD(2)': (d, j) => 0.5 * (1 - d / (4 + 4 * Math.floor(j / 4) - j)),
  'BUD(3)': (d) => 0.5 * (1 - d / (6 - Math.abs(d))),
  'EUD(2)': (d) => 0.5 * (1 - d / 2),
  'BSD(2)': (d) => (Math.abs(d) < 2 ? 0.5 : d > 0 ? 0 : 1),
  'BCD(0.7)': (d) => (d === 0 ? 0.5 : d < 0 ? 0.7 : 1 - 0.7),
};

function plainOutcome(level: string, procedure: string, patients: Arrivals): Outcome {
  const outcome = emptyOutcome();
  const probability = PLAIN[procedure];
  if (probability === undefined) throw new Error(`no formula for ${procedure}`);
  const strata = new Map<number, { d: number; j: number }>();
  for (let j = 0; j < patients.n; j++) {
    const site = patients.centre[j] ?? 0;
    const key = level === 'C' ? site : level === 'R' ? (patients.region[j] ?? 0) : 0;
    const stratum = strata.get(key) ?? { d: 0, j: 0 };
    const p = probability(stratum.d, stratum.j);
    const isFirst = (patients.words[j] ?? 0) >>> 1 < p * 2 ** 31;
    if (p === 0 || p === 1) {
      outcome.deterministic++;
      if (level === 'C') outcome.centreDeterministic++;
    }
    const own = outcome.balance[site] ?? 0;
    if (own === 0) outcome.inBalance++;
    const move = isFirst ? 1 : -1;
    outcome.balance[site] = own + move;
    strata.set(key, { d: stratum.d + move, j: stratum.j + 1 });
  }
  return outcome;
}

describe('stratified allocation', () => {
  const names = ['U', 'R', 'C'].flatMap((level) =>
    Object.keys(PLAIN).map((procedure) => [level, procedure] as const),
  );

  it.each(names)('%s-%s allocates patient by patient as the formula does', (level, procedure) => {
    for (let replicate = 0; replicate < 10; replicate++) {
      const patients = arrivals(replicate);
      const compiled = allocate(`${level}-${procedure}`, patients);
      expect(compiled).toEqual(plainOutcome(level, procedure, patients));
    }
  });

  it('keeps certain arms certain whatever the word', () => {
    const table = compileDesign(design('bsd', { mti: 1 }, 10), 10);
    if (!table.ok) throw new Error(table.error.message);
    const flat = flattenTwoArms(table.value);
    for (let at = 0; at < flat.length; at += 4) {
      const threshold = flat[at] ?? 0;
      const lowest = (0 - threshold) >>> 31;
      const highest = (0x7fffffff - threshold) >>> 31;
      expect(lowest === highest).toBe(flat[at + 3] === 1);
    }
  });
});

describe('dynamic balancing', () => {
  it('never passes the centre limit and allocates as the plain rule does', () => {
    const limits = [2, 3, 4] as const;
    for (let replicate = 0; replicate < 10; replicate++) {
      const patients = arrivals(replicate);
      const outcome = emptyOutcome();
      const region = [0, 0, 0];
      let trial = 0;
      for (let j = 0; j < patients.n; j++) {
        const site = patients.centre[j] ?? 0;
        const area = patients.region[j] ?? 0;
        const own = outcome.balance[site] ?? 0;
        const levels = [own, region[area] ?? 0, trial];
        const [first = 0] = levelBalancingProbabilities({ limits }, levels);
        if (first !== 0.5) outcome.deterministic++;
        if (bindingLevel({ limits }, levels) === 0) outcome.centreDeterministic++;
        if (own === 0) outcome.inBalance++;
        const isFirst = first === 0.5 ? (patients.words[j] ?? 0) < 0 : first === 1;
        const move = isFirst ? 1 : -1;
        outcome.balance[site] = own + move;
        region[area] = (region[area] ?? 0) + move;
        trial += move;
      }
      expect(allocate('DBR(2,3,4)', patients)).toEqual(outcome);
      expect(Math.max(...outcome.balance.map(Math.abs))).toBeLessThanOrEqual(2);
    }
  });
});

describe('measures', () => {
  it('of a small pattern are those worked out by hand', () => {
    // Centres 0 and 1 in region 0, centre 2 in region 1: D = +2 of 4, −1 of 1, −3 of 3.
    const pattern = {
      n: 8,
      regionOfCentre: Int32Array.of(0, 0, 1),
      centreCount: Int32Array.of(4, 1, 3),
      regionCount: Int32Array.of(5, 3),
    };
    const measures = new Measurer(2).measure(pattern, {
      balance: Int32Array.of(2, -1, -3),
      deterministic: 2,
      centreDeterministic: 1,
      inBalance: 4,
    });
    expect(measures.trialImbalance).toBe(2);
    expect(measures.regionImbalance).toBe(3);
    expect(measures.centreImbalance).toBe(3);
    expect(measures.loss[0]).toBeCloseTo(4 / 8, 12);
    expect(measures.loss[1]).toBeCloseTo(1 / 5 + 9 / 3, 12);
    expect(measures.loss[2]).toBeCloseTo(4 / 4 + 1 / 1 + 9 / 3, 12);
    expect(measures.skewed).toBe(1);
    expect(measures.deterministic).toBe(2 / 8);
    expect(measures.convergenceGuesses).toBe((8 - 6 + 4) / 16);
    expect(measures.deterministicGuesses).toBe(0.5 + 1 / 16);
  });

  it('count a centre as skewed only above a third, and only with two patients', () => {
    const share = (balance: number, count: number): number =>
      new Measurer(1).measure(
        {
          n: count,
          regionOfCentre: Int32Array.of(0),
          centreCount: Int32Array.of(count),
          regionCount: Int32Array.of(count),
        },
        { ...emptyOutcome(), balance: Int32Array.of(balance) },
      ).skewed;
    expect([share(1, 3), share(2, 5), share(1, 1), share(0, 2)]).toEqual([0, 1, 0, 0]);
  });

  it('count right guesses as a guesser would, patient by patient', () => {
    const patients = arrivals(5);
    const outcome = allocate('C-BUD(2)', patients);
    const compiled = compileAllocation('C-BUD(2)', SIZES);
    if (!compiled.ok) throw new Error(compiled.error.message);
    let right = 0;
    const before = new Int32Array(SIZES.centres);
    for (let j = 0; j < patients.n; j++) {
      const now = emptyOutcome();
      compiled.value.allocate({ ...patients, n: j + 1 }, now);
      const site = patients.centre[j] ?? 0;
      const change = Math.abs(now.balance[site] ?? 0) - Math.abs(before[site] ?? 0);
      right += before[site] === 0 ? 0.5 : change < 0 ? 1 : 0;
      before.set(now.balance);
    }
    const centreCount = new Int32Array(SIZES.centres);
    for (const site of patients.centre) centreCount[site] = (centreCount[site] ?? 0) + 1;
    const regionCount = new Int32Array(SIZES.regions);
    for (const area of patients.region) regionCount[area] = (regionCount[area] ?? 0) + 1;
    const pattern = { n: SIZES.n, regionOfCentre, centreCount, regionCount };
    const measures = new Measurer(SIZES.regions).measure(pattern, outcome);
    expect(measures.convergenceGuesses).toBeCloseTo(right / SIZES.n, 12);
  });
});

describe('design names', () => {
  it('are read as written', () => {
    expect(parseDesignName('U-PBD(2)')).toEqual({
      ok: true,
      value: { kind: 'stratified', level: 'trial', procedure: 'pbd', parameters: { block: 4 } },
    });
    expect(parseDesignName('DBR(2,4,8)')).toEqual({
      ok: true,
      value: { kind: 'dynamic', limits: [2, 4, 8] },
    });
    expect(parseDesignName('C-BCDWIT(0.7, 3)').ok).toBe(true);
    expect(parseDesignName('CRD').ok).toBe(true);
  });

  it.each([
    'PBD(2)',
    'X-PBD(2)',
    'U-NOSUCH(2)',
    'U-PBD',
    'U-PBD(2,3)',
    'DBR(2,4)',
    'DBR(0,1,1)',
    'U-DBR(2,4,4)',
    'C-BSD(two)',
    'C-constructor(1)',
    '',
  ])('"%s" is refused', (name) => {
    const parsed = parseDesignName(name);
    expect(!parsed.ok && parsed.error.rule).toBe('unknown-design');
  });

  it('with a parameter out of range are refused by the procedure', () => {
    const compiled = compileAllocation('C-BSD(0)', SIZES);
    expect(!compiled.ok && compiled.error.rule).toBe('parameter-out-of-range');
  });
});

describe('runs', () => {
  const scenario: MulticentreScenario = {
    n: 40,
    centres: 8,
    regions: 2,
    activationDays: [0, 50],
    rate: { alpha: 1.2, beta: 20 },
    designs: ['C-PBD(2)', 'CRD'],
    publishedRounding: false,
  };
  const runner = (changed: Partial<MulticentreScenario> = {}): MulticentreRunner => {
    const prepared = MulticentreRunner.prepare({ ...scenario, ...changed });
    if (!prepared.ok) throw new Error(prepared.error.message);
    return prepared.value;
  };

  it('a replicate does not depend on those before it, nor on the other designs', () => {
    const whole = runner().run(4, 0, 30);
    const late = runner().run(4, 20, 10);
    expect(Array.from(late.days)).toEqual(Array.from(whole.days.slice(20)));
    const alone = runner({ designs: ['CRD'] }).run(4, 0, 30);
    expect(alone.designs[0]).toEqual(whole.designs[1]);
  });

  it('probabilities of an imbalance fall from one, by steps that exist', () => {
    const totals = new MulticentreTotals(scenario.n, 2);
    totals.add(runner().run(4, 0, 200));
    const figures = totals.figures();
    for (const { trial, region, centre } of figures.designs) {
      for (const tail of [trial, region, centre]) {
        expect(tail[0]).toBe(1);
        expect(tail).toEqual(tail.toSorted((a, b) => b - a));
      }
      // Forty patients: the trial's imbalance is even, so odd thresholds add nothing.
      expect(trial[1]).toBe(trial[2]);
    }
    expect(figures.designs[0]?.centre[3]).toBe(0);
    const patients = figures.centresByCount.reduce((sum, mean, count) => sum + mean * count, 0);
    expect(patients).toBeCloseTo(40, 9);
  });
});
