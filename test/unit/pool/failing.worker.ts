import { parentPort, threadId } from 'node:worker_threads';
import type { ToSimulationWorker } from '../../../electron/node/simulation-messages.ts';

/** A worker for tests: squares its chunk (or tells its thread), crashes on chunk `crashAt`, sleeps `sleepMs` a chunk. */
interface Parameters {
  readonly crashAt?: number;
  readonly exitAt?: number;
  readonly sleepMs?: number;
}

let parameters: Parameters = {};
let job = '';
const clock = new Int32Array(new SharedArrayBuffer(4));

parentPort?.on('message', (message: ToSimulationWorker) => {
  if (message.kind === 'prepare') {
    parameters = message.parameters as Parameters;
    job = message.job;
    return;
  }
  const { run, chunk } = message;
  if (chunk === parameters.crashAt) throw new Error('planted crash');
  if (chunk === parameters.exitAt) process.exit(3);
  if (parameters.sleepMs !== undefined) Atomics.wait(clock, 0, 0, parameters.sleepMs);
  parentPort?.postMessage({ run, chunk, result: job === 'thread' ? threadId : chunk * chunk });
});
