import { parentPort, workerData } from 'node:worker_threads';
import { clearCancel, isCancelled } from './core-messages.ts';
import type { CoreWorkerData, FromCore, ToCore } from './core-messages.ts';
import { createCore } from './core.ts';
import { machinePrinter } from './printer.ts';
import { systemClock } from './system-clock.ts';

/** The thread that owns the database. One request at a time, in the order in which they came. */
const port = parentPort;
if (port === null) throw new Error('the core runs as a worker thread');
const { options, cancelFlags } = workerData as CoreWorkerData;

const send = (message: FromCore): void => port.postMessage(message);
const core = createCore({
  ...options,
  clock: systemClock,
  printer: machinePrinter,
  emit: (event) => send({ event }),
  isCancelled: (job) => isCancelled(cancelFlags, job),
});

let queue: Promise<void> = Promise.resolve();

port.on('message', (message: ToCore) => {
  if ('request' in message) {
    const { id, request } = message;
    queue = queue.then(async () => send({ id, reply: await core.dispatch(request) }));
  } else if ('cancel' in message) {
    queue = queue.then(() => clearCancel(cancelFlags, message.cancel));
  } else {
    queue = queue.then(() => {
      core.close();
      port.close();
    });
  }
});
