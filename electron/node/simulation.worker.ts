import { parentPort } from 'node:worker_threads';
import { simulationJob } from '../../shared/app/simulation/simulation-jobs.ts';
import type { FromSimulationWorker, ToSimulationWorker } from './simulation-messages.ts';

/** One thread of the simulation pool: mathematics only, no store and no files. */
const port = parentPort;
if (port === null) throw new Error('the simulation worker is the program of a worker thread');

let prepared: { readonly run: number; readonly work: (chunk: number) => unknown } | null = null;

port.on('message', (message: ToSimulationWorker) => {
  if (message.kind === 'prepare') {
    const work = simulationJob(message.job).prepare(message.parameters);
    prepared = { run: message.run, work };
    return;
  }
  if (prepared?.run !== message.run) throw new Error('a chunk came before its run was prepared');
  const reply: FromSimulationWorker = {
    run: message.run,
    chunk: message.chunk,
    result: prepared.work(message.chunk),
  };
  port.postMessage(reply);
});
