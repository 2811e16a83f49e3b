import { availableParallelism } from 'node:os';
import type { SimulationPort } from '../../shared/app/simulation/simulation-port.ts';
import type { RunOptions } from '../../shared/app/design-lab/multicentre.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { startSimulationPool } from '../node/simulation-pool.ts';
import { optionalNumber, requiredText, wholeNumber } from './arguments.ts';
import type { Command, Ending, Io, Option, Typed } from './command.ts';
import { done, refused } from './command.ts';
import { isAtHub, simulatedAtHub, whereOptions } from './simulation-at-hub.ts';
import { readJsonFile } from './input-files.ts';

/** Options of every simulation of a scenario. */
export const simulationOptions: Readonly<Record<string, Option>> = {
  scenario: { value: 'FILE', description: 'the scenario, JSON' },
  replicates: { value: 'R', description: 'simulated trials, at least 2; 1000 by default' },
  seed: {
    value: 'S',
    description: 'whole number; 1 by default. The same seed gives the same result',
  },
  workers: {
    value: 'W',
    description: 'threads; as many as the machine has by default. They do not change the result',
  },
};

/** Tells the person about every tenth of a run. */
function tellProgress(io: Io): (done: number, chunks: number) => void {
  let told = 0;
  return (count, chunks) => {
    const tenths = Math.floor((10 * count) / chunks);
    if (tenths > told && chunks >= 10) io.say(`${tenths * 10} %`);
    told = Math.max(told, tenths);
  };
}

/** Replicates, seed, threads, progress and interruption as typed. */
export const runOptions = (typed: Typed, io: Io): RunOptions => ({
  replicates: optionalNumber(typed, 'replicates') ?? 1000,
  seed: optionalNumber(typed, 'seed') ?? 1,
  workers: wholeNumber(typed, 'workers', 1, availableParallelism()),
  onProgress: tellProgress(io),
  signal: io.stop,
});

/** A use case that simulates a scenario, not yet checked, on several threads. */
type Simulate<A> = (
  scenario: unknown,
  options: RunOptions,
  port: SimulationPort,
) => Promise<Result<A, Refusal>>;

/** A command that reads a scenario, simulates it and reports. */
export function simulationCommand<A>(
  simulate: Simulate<A>,
  report: (answer: A) => string,
  words: Pick<Command, 'output' | 'examples'>,
  /** What does the same in the core of a study, where workers of its hub can be asked. */
  inCore?: 'forecast.run' | 'lab.multicentre',
): Command {
  const run = async (typed: Typed, io: Io): Promise<Ending> => {
    const path = requiredText(typed, 'scenario');
    const options = runOptions(typed, io);
    if (inCore !== undefined && isAtHub(typed)) {
      return simulatedAtHub(inCore, typed, io, { ...options, path }, report);
    }
    const scenario = readJsonFile(io, path);
    if (!scenario.ok) return refused(scenario.error);
    const pool = startSimulationPool();
    try {
      const answer = await simulate(scenario.value, options, pool);
      return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
    } finally {
      await pool.close();
    }
  };
  const options =
    inCore === undefined ? simulationOptions : { ...simulationOptions, ...whereOptions };
  return { ...words, options, run };
}
