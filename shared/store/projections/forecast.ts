import type { Projection } from './projection.ts';

/** Kept scenarios and runs are read from their entries: no table changes. */
export const forecastScenarioKept: Projection<'forecast-scenario-kept'> = () => undefined;
export const forecastRunKept: Projection<'forecast-run-kept'> = () => undefined;
