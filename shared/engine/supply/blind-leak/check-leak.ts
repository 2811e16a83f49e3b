import { Xoshiro, uniform } from '../../prng/simulation/xoshiro.ts';
import type { WordSource } from '../../prng/simulation/xoshiro.ts';
import { boundedAttack, exactAttack, exactSubjects } from './attacker.ts';
import type { LeakScenario } from './leak-scenario.ts';
import { siteHistory } from './site-history.ts';

export interface LeakRun {
  /** Histories of the site to try, at least 1. */
  readonly histories: number;
  readonly seed: number;
  /** Allocations kept by the bounded attacker. */
  readonly width: number;
}

export interface LeakReport {
  /** `exact`: every allocation was tried; `upper-bound`: no certain pair is missed, some may be counted too many. */
  readonly method: 'exact' | 'upper-bound';
  readonly histories: number;
  /** Pairs of subjects in one history. */
  readonly pairs: number;
  /** Mean and largest share of pairs whose same or different arm is certain, and the standard error of the mean. */
  readonly certainShare: number;
  readonly standardError: number;
  readonly largestShare: number;
  /** Histories with any certain pair. */
  readonly leaking: number;
  /** Visits without enough kits, a history: they are seen and tell as well. */
  readonly missedVisits: number;
  /** No certain pair in any history. */
  readonly isBlindSafe: boolean;
}

/** Purposes of the replicates' streams. */
const worldStream = 1;
const attackerStream = 2;

/** What one simulated history gave away. */
export interface LeakTally {
  /** Share of pairs that are certain. */
  readonly share: number;
  readonly missedVisits: number;
}

/** Attacks one history; seed and replicate alone decide it, so histories may be tried in any order. */
export function tryHistory(
  scenario: LeakScenario,
  run: Pick<LeakRun, 'seed' | 'width'>,
  replicate: number,
): LeakTally {
  const source = new Xoshiro().startReplicate(run.seed, replicate, worldStream);
  const arms = drawArms(scenario, source);
  const history = siteHistory(scenario, arms, source);
  const missed = history.events.filter((one) => one.kind === 'visit' && one.kits.length === 0);
  const attacker = new Xoshiro().startReplicate(run.seed, replicate, attackerStream);
  const tally =
    scenario.subjects <= exactSubjects
      ? exactAttack(history)
      : boundedAttack(history, arms, run.width, attacker);
  return { share: tally.certain / tally.pairs, missedVisits: missed.length };
}

/** Sums up the histories of a scenario, at least one. */
export const leakReport = (
  { subjects }: Pick<LeakScenario, 'subjects'>,
  tallies: readonly LeakTally[],
): LeakReport => ({
  method: subjects <= exactSubjects ? 'exact' : 'upper-bound',
  pairs: (subjects * (subjects - 1)) / 2,
  missedVisits: tallies.reduce((sum, { missedVisits }) => sum + missedVisits, 0) / tallies.length,
  ...summaryOf(tallies.map(({ share }) => share)),
});

/** How much a site can infer, over simulated histories. The same scenario and run give the same report. */
export const checkLeak = (scenario: LeakScenario, run: LeakRun): LeakReport =>
  leakReport(
    scenario,
    Array.from({ length: run.histories }, (_, replicate) => tryHistory(scenario, run, replicate)),
  );

function summaryOf(
  shares: readonly number[],
): Omit<LeakReport, 'method' | 'pairs' | 'missedVisits'> {
  const histories = shares.length;
  const mean = shares.reduce((sum, share) => sum + share, 0) / histories;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const leaking = shares.filter((share) => share > 0).length;
  return {
    histories,
    certainShare: mean,
    standardError: histories < 2 ? 0 : Math.sqrt(squares / (histories - 1) / histories),
    largestShare: Math.max(...shares),
    leaking,
    isBlindSafe: leaking === 0,
  };
}

function drawArms({ subjects, ratio }: LeakScenario, source: WordSource): Uint8Array {
  const total = ratio.reduce((sum, weight) => sum + weight, 0);
  return Uint8Array.from({ length: subjects }, () => {
    let rest = uniform(source) * total;
    const arm = ratio.findIndex((weight) => (rest -= weight) < 0);
    return arm === -1 ? ratio.length - 1 : arm;
  });
}
