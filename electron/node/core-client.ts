import { Worker } from 'node:worker_threads';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';
import type { CoreOptions, CoreWorkerData, FromCore, ToCore } from './core-messages.ts';
import { CANCEL_JOB, newCancelFlags, raiseCancel } from './core-messages.ts';
import type { CorePort } from './core-port.ts';
import { textMember } from './window-request.ts';
import { workerUrl } from './worker-url.ts';

interface Pending {
  resolve(reply: Reply): void;
  reject(cause: Error): void;
}

/** A core in a thread of its own. */
export interface CoreThread extends CorePort {
  /** Resolves when the thread has ended, asked to or not, with what ended it. */
  readonly ended: Promise<Error>;
}

/**
 * Starts a core in its own thread and speaks with it by numbered messages.
 * `worker` is the thread's program; by default the core itself.
 */
export function startCore(options: CoreOptions, worker: URL = workerUrl('core')): CoreThread {
  const cancelFlags = newCancelFlags();
  const workerData: CoreWorkerData = { options, cancelFlags };
  return new CoreClient(new Worker(worker, { workerData }), cancelFlags);
}

class CoreClient implements CoreThread {
  readonly ended: Promise<Error>;
  readonly #worker: Worker;
  readonly #cancelFlags: SharedArrayBuffer;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  #lastId = 0;
  #death: Error | undefined;

  constructor(worker: Worker, cancelFlags: SharedArrayBuffer) {
    this.#worker = worker;
    this.#cancelFlags = cancelFlags;
    worker.on('message', (message: FromCore) => this.#receive(message));
    worker.on('error', (cause) =>
      this.#die(cause instanceof Error ? cause : new Error(`${cause}`)),
    );
    this.ended = new Promise((resolve) => {
      worker.on('exit', (code) => {
        const death = new Error(`the core ended with code ${code}`);
        this.#die(death);
        resolve(this.#death ?? death);
      });
    });
  }

  request(request: Request): Promise<Reply> {
    if (request.name === CANCEL_JOB) return Promise.resolve(this.#cancelByRequest(request.input));
    if (this.#death !== undefined) return Promise.reject(this.#death);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      try {
        this.#post({ id, request });
      } catch (cause) {
        this.#pending.delete(id);
        reject(cause);
      }
    });
  }

  cancel(job: string): void {
    raiseCancel(this.#cancelFlags, job);
    this.#post({ cancel: job });
  }

  subscribe(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#post({ close: true });
    await this.ended;
  }

  #cancelByRequest(input: unknown): Reply {
    const job = textMember(input, 'job');
    if (job === undefined) {
      return { kind: 'invalid-input', issues: [{ path: 'job', expected: 'the name of a job' }] };
    }
    this.cancel(job);
    return { kind: 'ok', value: null };
  }

  #post(message: ToCore): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromCore): void {
    if ('event' in message) {
      for (const listener of this.#listeners) listener(message.event);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    pending.resolve(message.reply);
  }

  #die(cause: Error): void {
    this.#death ??= cause;
    for (const pending of this.#pending.values()) pending.reject(this.#death);
    this.#pending.clear();
  }
}
