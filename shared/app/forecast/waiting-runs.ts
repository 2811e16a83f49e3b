import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import type { ForecastTotals } from '../../engine/forecast/totals.ts';
import type { PairSums } from './compare-scenarios.ts';
import type { CandidateFigures } from './judge-candidates.ts';

/** Where a run that was stopped waits; the one that was stopped last. */
class Waiting<T> {
  private about = '';
  private run: T | undefined;

  /** What there is of a run about exactly this; it is taken, since it goes on changing. */
  take(about: string): T | undefined {
    const { run } = this;
    if (about !== this.about || run === undefined) return undefined;
    this.run = undefined;
    return run;
  }

  keep(about: string, run: T): void {
    this.about = about;
    this.run = run;
  }
}

/** What the first chunks of a forecast gave. */
export interface WaitingForecast {
  readonly totals: ForecastTotals;
  readonly chunks: number;
}

export interface WaitingComparison {
  readonly totals: readonly ForecastTotals[];
  readonly sums: readonly PairSums[];
  readonly chunks: number;
}

/** One of each long question, so that the same question goes on from where it was stopped. */
export class WaitingRuns {
  readonly forecast = new Waiting<WaitingForecast>();
  readonly comparison = new Waiting<WaitingComparison>();
  /** Candidates of an optimisation that have been judged, in their order. */
  readonly candidates = new Waiting<CandidateFigures[]>();
}

const goOn = 'Run the same again to go on from there.';

export const stopped = (done: number, of: number, what: 'replicates' | 'combinations'): Refusal =>
  refusal('run-cancelled', `The run was cancelled after ${done} of ${of} ${what}.`, goOn);

/** Of an optimisation that had judged all combinations. */
export const stoppedConfirming = (of: number): Refusal =>
  refusal(
    'run-cancelled',
    `All ${of} combinations were tried; the run was cancelled while the best were confirmed.`,
    goOn,
  );
