import { tryHistory } from '../../engine/supply/blind-leak/check-leak.ts';
import type { LeakScenario } from '../../engine/supply/blind-leak/leak-scenario.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

/** Scenarios of which each is tried with so many histories. Plain data. */
export interface LeakTrials {
  readonly scenarios: readonly LeakScenario[];
  readonly histories: number;
  readonly seed: number;
  /** Allocations that the attacker of larger sites keeps. */
  readonly width: number;
}

/** One history of one scenario a chunk: all histories of the first scenario, then those of the next. */
export const leakJob: SimulationJob = {
  prepare: (parameters) => {
    const { scenarios, histories, seed, width } = parameters as LeakTrials;
    return (chunk) => {
      const scenario = scenarios[Math.floor(chunk / histories)] as LeakScenario;
      return tryHistory(scenario, { seed, width }, chunk % histories);
    };
  },
};
