import { step } from './step.ts';
import type { Must, Step } from './step.ts';

const example = async (must: Must) => {
  const { example: scenario } = await must('forecast.format', {});
  return scenario as Record<string, never>;
};

/** A scenario and a run of it that are kept; the figures of the run are not looked at. */
export const forecastCommands: readonly Step[] = [
  step('maren', 'forecast.saveScenario', async (must) => ({ scenario: await example(must) })),
  step('maren', 'forecast.keep', async (must) => ({
    scenario: await example(must),
    replicates: 100,
    seed: 1,
    engine: 'forecast/1',
    digest: 'ab'.repeat(32),
  })),
];
