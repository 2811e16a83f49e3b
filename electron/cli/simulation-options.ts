import { availableParallelism } from 'node:os';
import type { RunOptions } from '../../shared/app/design-lab/multicentre.ts';
import { wholeNumber } from './arguments.ts';
import type { Io, Option, Typed } from './command.ts';

/** The options of every command that simulates on several threads. */
export const SIMULATION_OPTIONS: Readonly<Record<string, Option>> = {
  scenario: { value: 'FILE', description: 'the scenario, JSON' },
  replicates: { value: 'R', description: 'simulated trials; 1000 by default' },
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
  return (done, chunks) => {
    const tenths = Math.floor((10 * done) / chunks);
    if (tenths > told && chunks >= 10) io.say(`${tenths * 10} %`);
    told = Math.max(told, tenths);
  };
}

export const runOptions = (typed: Typed, io: Io): RunOptions => ({
  replicates: wholeNumber(typed, 'replicates', 1, 1000),
  seed: wholeNumber(typed, 'seed', 0, 1),
  workers: wholeNumber(typed, 'workers', 1, availableParallelism()),
  onProgress: tellProgress(io),
  signal: io.stop,
});
