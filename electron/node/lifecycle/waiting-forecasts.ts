import { WaitingRuns } from '../../../shared/app/forecast/waiting-runs.ts';
import type { CoreState } from './core-state.ts';

/** The questions that were stopped last, by core. */
const waiting = new WeakMap<CoreState, WaitingRuns>();

export function waitingForecasts(state: CoreState): WaitingRuns {
  const known = waiting.get(state) ?? new WaitingRuns();
  waiting.set(state, known);
  return known;
}

/** What waits may tell arms: it is gone when the study is locked. */
export const forgetForecasts = (state: CoreState): boolean => waiting.delete(state);
