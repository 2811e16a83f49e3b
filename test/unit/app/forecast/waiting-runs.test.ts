// Requirements: FCT-04
import { describe, expect, it } from 'vitest';
import { compareScenarios } from '../../../../shared/app/forecast/compare-scenarios.ts';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { optimiseScenario } from '../../../../shared/app/forecast/optimise-scenario.ts';
import { WaitingRuns } from '../../../../shared/app/forecast/waiting-runs.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import type { RunOptions } from '../../../../shared/app/design-lab/multicentre.ts';
import type { Refusal } from '../../../../shared/base/refusal.ts';
import type { Result } from '../../../../shared/base/result.ts';

type Ask = (
  options: RunOptions & { readonly waiting?: WaitingRuns },
) => Promise<Result<unknown, Refusal>>;

const small = { ...exampleScenario, recruitment: { ...exampleScenario.recruitment, target: 40 } };
const waits = { ...small, subjects: { ...small.subjects, waitDays: 0 } };
const question = {
  measure: 'missed-visits',
  limit: 0.5,
  triggerPlus: [0, 1],
  ceilingPlus: [0, 2],
  lotFactors: [1],
} as const;

const questions: readonly (readonly [name: string, ask: Ask, other: Ask, stopAt: number])[] = [
  [
    'a comparison',
    (options) => compareScenarios([small, waits], options, inProcessSimulation),
    (options) => compareScenarios([waits, small], options, inProcessSimulation),
    4,
  ],
  [
    'an optimisation',
    (options) => optimiseScenario(small, question, options, inProcessSimulation),
    (options) => optimiseScenario(small, { ...question, limit: 0.4 }, options, inProcessSimulation),
    2,
  ],
];

describe.each(questions)('%s that was stopped', (_name, ask, other, stopAt) => {
  const usual = { replicates: 8, seed: 5, workers: 1 };

  async function stopIn(waiting: WaitingRuns): Promise<string> {
    const stop = new AbortController();
    const onProgress = (done: number): void => {
      if (done >= stopAt) stop.abort();
    };
    const ended = await ask({ ...usual, waiting, onProgress, signal: stop.signal });
    return ended.ok ? 'finished' : `${ended.error.rule} ${ended.error.message}`;
  }

  it('goes on from there to the same bytes', async () => {
    const waiting = new WaitingRuns();
    expect(await stopIn(waiting)).toMatch(
      new RegExp(`run-cancelled .* after ${stopAt} of \\d+ (replicates|combinations)`),
    );
    const done: number[] = [];
    const rest = await ask({ ...usual, waiting, onProgress: (count) => void done.push(count) });
    expect(done[0]).toBeGreaterThan(stopAt);
    expect(rest).toEqual(await ask(usual));
  }, 60_000);

  it('is not taken for another, and is there once', async () => {
    const waiting = new WaitingRuns();
    await stopIn(waiting);
    expect(await other({ ...usual, waiting })).toEqual(await other(usual));
    const first = async (): Promise<number | undefined> => {
      const done: number[] = [];
      await ask({ ...usual, waiting, onProgress: (count) => void done.push(count) });
      return done[0];
    };
    expect(await first()).toBeGreaterThan(stopAt);
    expect(await first()).toBeLessThanOrEqual(stopAt);
  }, 60_000);
});
