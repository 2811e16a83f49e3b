// Requirements: FCT-04
import { describe, expect, it } from 'vitest';
import { compareScenarios } from '../../../../shared/app/forecast/compare-scenarios.ts';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { optimiseScenario } from '../../../../shared/app/forecast/optimise-scenario.ts';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { WaitingRuns } from '../../../../shared/app/forecast/waiting-runs.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import type { RunOptions } from '../../../../shared/app/design-lab/multicentre.ts';
import type { Refusal } from '../../../../shared/base/refusal.ts';
import type { Result } from '../../../../shared/base/result.ts';
import type { SimulationPort } from '../../../../shared/app/simulation/simulation-port.ts';

/** Sees a stop after the last chunk only, as threads do that were given all of them. */
const seesStopLast: SimulationPort = {
  run: async ({ signal, ...run }) => {
    await inProcessSimulation.run(run);
    return signal?.aborted === true ? 'cancelled' : 'done';
  },
};

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

describe('a run that is stopped when all is played', () => {
  const stopAtLast = (replicates: number) => {
    const stop = new AbortController();
    const onProgress = (done: number, of: number): void => {
      if (done === of) stop.abort();
    };
    const waiting = new WaitingRuns();
    return { replicates, seed: 5, workers: 1, waiting, onProgress, signal: stop.signal };
  };
  const usual = { replicates: 8, seed: 5, workers: 1 };

  it('is finished: a forecast', async () => {
    const stopped = await runForecast(small, stopAtLast(8), seesStopLast);
    expect(stopped.ok ? '' : stopped.error.message).toBe('');
    expect(stopped).toEqual(await runForecast(small, usual, inProcessSimulation));
  }, 60_000);

  it('is finished: a comparison', async () => {
    const stopped = await compareScenarios([small, waits], stopAtLast(8), seesStopLast);
    expect(stopped.ok ? '' : stopped.error.message).toBe('');
    expect(stopped).toEqual(await compareScenarios([small, waits], usual, inProcessSimulation));
  }, 60_000);

  it('is not finished while the best of the combinations is confirmed, and says so', async () => {
    const atLast = stopAtLast(8);
    const stopped = await optimiseScenario(small, question, atLast, seesStopLast);
    expect(stopped.ok ? 'finished' : stopped.error.message).toMatch(
      /^All \d combinations were tried; the run was cancelled while the best/,
    );
    const rest = { ...usual, waiting: atLast.waiting };
    expect(await optimiseScenario(small, question, rest, inProcessSimulation)).toEqual(
      await optimiseScenario(small, question, usual, inProcessSimulation),
    );
  }, 60_000);
});
