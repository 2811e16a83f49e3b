import { parentPort, workerData } from 'node:worker_threads';
import type { CoreWorkerData, FromCore, ToCore } from '../../electron/node/core-messages.ts';
import { clearCancel, isCancelled } from '../../electron/node/core-messages.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';

/** A real thread that speaks the core's protocol with a few procedures, so that hosts are tried without a study. */
const { cancelFlags } = workerData as CoreWorkerData;
const port = parentPort;
if (port === null) throw new Error('this is a worker');
const post = (message: FromCore): void => port.postMessage(message);

function work(job: string): Reply {
  for (let done = 0; done < 1_000_000_000; done += 1) {
    if (done % 1000 === 0 && isCancelled(cancelFlags, job)) {
      const refusal = { rule: 'cancelled', message: job, because: [], next: 'Start again.' };
      return { kind: 'refused', refusal };
    }
  }
  return { kind: 'ok', value: 'finished' };
}

function announce(input: unknown): Reply {
  post({ event: { kind: 'changed', revision: Number(input), topics: ['kit'] } });
  return { kind: 'ok', value: null };
}

function reply({ name, input }: Request): Reply {
  if (name === 'echo') return { kind: 'ok', value: input ?? null };
  if (name === 'work') return work(String(input));
  if (name === 'announce') return announce(input);
  if (name === 'die') process.exit(3);
  return { kind: 'unknown-procedure', name };
}

port.on('message', (message: ToCore) => {
  if ('close' in message) port.close();
  else if ('cancel' in message) clearCancel(cancelFlags, message.cancel);
  else if (message.request.name === 'later') {
    setTimeout(() => post({ id: message.id, reply: { kind: 'ok', value: 'later' } }), 50);
  } else post({ id: message.id, reply: reply(message.request) });
});
