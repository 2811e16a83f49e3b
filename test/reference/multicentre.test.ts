// Requirements: RND-13
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  assessMulticentre,
  type MulticentreAnswer,
  type MulticentreDesignAnswer,
} from '../../shared/app/design-lab/multicentre.ts';
import { inProcessSimulation } from '../../shared/app/simulation/in-process-simulation.ts';

/**
 * Scenario 1 of Sverdlov, Ryeznik et al. 2024 (BMC Med Res Methodol 24:52). Every figure must lie within
 * half a unit of its last published digit plus four standard errors: ours at 600 replicates and
 * theirs at 10,000.
 */
const REPLICATES = 600;
const PUBLISHED_REPLICATES = 10_000;

interface Published {
  readonly n: number;
  readonly regions: number;
}

const fixture = new URL('../fixtures/multicentre.json', import.meta.url);
const reference = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly recruitment: Published;
  readonly published_scenario_1: {
    readonly PD: Readonly<Record<string, number>>;
    readonly PCG_convergence: Readonly<Record<string, number>>;
    readonly PCG_deterministic: Readonly<Record<string, number>>;
    readonly SD_abs_D: Readonly<Record<string, number | readonly number[]>>;
    readonly P_trial_imbalance_ge_6: Readonly<Record<string, number | readonly number[]>>;
    readonly P_skewed: Readonly<Record<string, readonly number[]>>;
  };
};
const published = reference.published_scenario_1;

const LEVELS = ['U', 'R', 'C'];
const CODES = ['PBD', 'BUD', 'EUD', 'BSD'];
const DYNAMIC = ['DBR(2,2,2)', 'DBR(2,4,4)', 'DBR(2,4,8)'];
const stratified = (level: string): string[] => CODES.map((code) => `${level}-${code}(2)`);
const designs = [...LEVELS.flatMap(stratified), ...DYNAMIC, 'CRD'];
const nameOf = (short: string): string =>
  short.includes('(') || short === 'CRD' ? short : `${short}(2)`;

let answer: MulticentreAnswer;

beforeAll(async () => {
  const scenario = {
    n: reference.recruitment.n,
    centres: 80,
    regions: reference.recruitment.regions,
    activation_days: [0, 122],
    // The published mean rate is 500 patients in (365 − 61) days from 80 centres; 5800 is its rounding.
    rate: { alpha: 120, beta: (120 * 304 * 80) / 500 },
    designs,
  };
  const options = { replicates: REPLICATES, seed: 20260606, workers: 1 };
  const result = await assessMulticentre(scenario, options, inProcessSimulation);
  if (!result.ok) throw new Error(result.error.message);
  answer = result.value;
});

const of = (name: string): MulticentreDesignAnswer => {
  const design = answer.designs[name];
  if (design === undefined) throw new Error(`${name} was not assessed`);
  return design;
};

/** Half a unit of the last digit, and four standard errors of the difference. */
const slack = (digits: number, error: number): number =>
  0.5 * 10 ** -digits + 4 * error * Math.sqrt(1 + REPLICATES / PUBLISHED_REPLICATES) + 1e-9;

const errorOfShare = (p: number): number => Math.sqrt(Math.max(p * (1 - p), 1e-3) / REPLICATES);
/** Of a standard deviation of abs(D), whose excess kurtosis is below 2 in all these designs. */
const errorOfSd = (sd: number): number => sd / Math.sqrt(REPLICATES);

function near(actual: number, expected: number, allowed: number, what: string): void {
  expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThan(allowed);
}

function within(actual: number, [low, high]: readonly number[], allowed: number): void {
  expect(actual).toBeGreaterThan((low ?? 0) - allowed);
  expect(actual).toBeLessThan((high ?? 0) + allowed);
}

const pair = (value: unknown): readonly number[] => (Array.isArray(value) ? value : []);

describe('scenario 1 as published', () => {
  it('recruits in 365 days, half of the time within 356 to 375', () => {
    const { days } = answer.recruitment;
    near(days.q50, 365, slack(0, 1.25 * days.error), 'median');
    near(days.q25, 356, slack(0, 1.36 * days.error), 'lower quartile');
    near(days.q75, 375, slack(0, 1.36 * days.error), 'upper quartile');
  });

  it('has the published shares of deterministic assignments', () => {
    for (const [short, share] of Object.entries(published.PD)) {
      const design = of(nameOf(short));
      near(design.PD, share, slack(2, design.error.PD), `PD of ${short}`);
    }
  });

  it('has the published shares of correct guesses', () => {
    for (const code of CODES) {
      const design = of(`C-${code}(2)`);
      const convergence = published.PCG_convergence[`C-${code}`] ?? Number.NaN;
      const certain = published.PCG_deterministic[`C-${code}`] ?? Number.NaN;
      near(design.PCG_convergence, convergence, slack(2, design.error.PCG_convergence), code);
      near(design.PCG_deterministic, certain, slack(2, design.error.PCG_deterministic), code);
    }
    for (const name of DYNAMIC) {
      const design = of(name);
      near(design.PCG_convergence, 0.6, slack(2, design.error.PCG_convergence), name);
      near(design.PCG_deterministic, 0.59, slack(2, design.error.PCG_deterministic), name);
    }
    for (const name of [...stratified('U'), 'CRD']) {
      near(of(name).PCG_convergence, 0.5, slack(2, of(name).error.PCG_convergence), name);
      expect(of(name).PCG_deterministic).toBe(0.5);
    }
  });

  it('has the published spread of the final imbalance', () => {
    const { SD_abs_D } = published;
    for (const name of ['CRD', 'DBR(2,2,2)', 'DBR(2,4,8)']) {
      const sd = SD_abs_D[name];
      if (typeof sd !== 'number') throw new Error(`no published spread of ${name}`);
      near(of(name).SD_abs_D, sd, slack(1, errorOfSd(sd)), name);
    }
    for (const name of stratified('C')) {
      within(of(name).SD_abs_D, pair(SD_abs_D['centre-stratified range']), slack(1, errorOfSd(6)));
    }
    for (const name of stratified('R')) {
      within(
        of(name).SD_abs_D,
        pair(SD_abs_D['region-stratified range']),
        slack(1, errorOfSd(1.6)),
      );
    }
    for (const name of stratified('U')) {
      expect(of(name).SD_abs_D).toBeLessThan(1 + slack(1, errorOfSd(1)));
    }
  });

  it('has the published shares of skewed centres', () => {
    const loose = pair(published.P_skewed['unstratified, region-stratified, CRD range']);
    const tight = pair(published.P_skewed['centre-stratified and DBR range']);
    for (const name of [...stratified('U'), ...stratified('R'), 'CRD']) {
      within(of(name).P_skewed, loose, slack(2, of(name).error.P_skewed));
    }
    for (const name of [...stratified('C'), ...DYNAMIC]) {
      within(of(name).P_skewed, tight, slack(3, of(name).error.P_skewed));
    }
  });

  it('has the published probabilities of an imbalance of six or more', () => {
    const six = (name: string): number => of(name).P_imbalance.trial[6] ?? Number.NaN;
    const { P_trial_imbalance_ge_6: known } = published;
    near(six('CRD'), 0.82, slack(2, errorOfShare(0.82)), 'CRD');
    near(six('DBR(2,4,8)'), 0.25, slack(2, errorOfShare(0.25)), 'DBR(2,4,8)');
    expect(six('DBR(2,2,2)')).toBeLessThan(slack(2, errorOfShare(0.01)));
    expect(six('DBR(2,4,4)')).toBeLessThan(slack(2, errorOfShare(0.01)));
    for (const name of stratified('C')) {
      within(six(name), pair(known['centre-stratified range']), slack(2, errorOfShare(0.6)));
    }
  });

  it('would notice a design that is another', () => {
    const allowed = slack(2, of('C-EUD(2)').error.PCG_convergence);
    expect(Math.abs(of('C-EUD(2)').PCG_convergence - 0.68)).toBeGreaterThan(allowed);
    expect(Math.abs(of('R-PBD(2)').PD - (published.PD['DBR(2,4,4)'] ?? 0))).toBeGreaterThan(
      slack(2, of('R-PBD(2)').error.PD),
    );
  });
});
