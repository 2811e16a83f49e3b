import { parentPort } from 'node:worker_threads';
import { buffersIn } from './buffers-in.ts';
import { simulationJob } from '../../shared/app/simulation/simulation-jobs.ts';
import type { FromSimulationWorker, ToSimulationWorker } from './simulation-messages.ts';

/** One thread of the simulation pool: mathematics only, no store and no files. */
const port = parentPort;
if (port === null) throw new Error('the simulation worker is the program of a worker thread');

interface Prepared {
  readonly run: number;
  readonly givesArraysAway: boolean;
  readonly work: (chunk: number) => unknown;
}
let prepared: Prepared | null = null;

port.on('message', (message: ToSimulationWorker) => {
  if (message.kind === 'prepare') {
    const { prepare, givesArraysAway = false } = simulationJob(message.job);
    prepared = { run: message.run, givesArraysAway, work: prepare(message.parameters) };
    return;
  }
  if (prepared?.run !== message.run) throw new Error('a chunk came before its run was prepared');
  const reply: FromSimulationWorker = {
    run: message.run,
    chunk: message.chunk,
    result: prepared.work(message.chunk),
  };
  // Handing an array over costs nothing; copying all of a chunk costs a twentieth of making it.
  port.postMessage(reply, prepared.givesArraysAway ? buffersIn(reply.result) : []);
});
