import { parentPort } from 'node:worker_threads';
import { simulationJob } from '../../shared/app/simulation/simulation-jobs.ts';
import type { FromSimulationWorker, ToSimulationWorker } from './simulation-messages.ts';

/** One thread of the simulation pool: mathematics only, no store and no files. */
const port = parentPort;
if (port === null) throw new Error('the simulation worker is the program of a worker thread');

interface Prepared {
  readonly run: number;
  readonly work: (chunk: number) => unknown;
}
let prepared: Prepared | null = null;

port.on('message', (message: ToSimulationWorker) => {
  if (message.kind === 'prepare') {
    prepared = { run: message.run, work: simulationJob(message.job).prepare(message.parameters) };
    return;
  }
  if (prepared?.run !== message.run) throw new Error('a chunk came before its run was prepared');
  const reply: FromSimulationWorker = {
    run: message.run,
    chunk: message.chunk,
    result: prepared.work(message.chunk),
  };
  // Copied, never transferred: once a thread has given any memory away, its machine code looks before every access
  // to a typed array whether that one was, which costs a seventh of a forecast. Copies cost a hundredth.
  port.postMessage(reply);
});
