import { Worker } from 'node:worker_threads';
import type { SimulationPort, SimulationRun } from '../../shared/app/simulation/simulation-port.ts';
import type { FromSimulationWorker, ToSimulationWorker } from './simulation-messages.ts';
import { workerUrl } from './worker-url.ts';

/** A worker thread died in the middle of a run, so the run has no result. */
export class SimulationCrash extends Error {
  readonly job: string;
  readonly chunk: number | null;

  constructor(job: string, chunk: number | null, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`a worker of the simulation "${job}" crashed: ${reason}`, { cause });
    this.name = 'SimulationCrash';
    this.job = job;
    this.chunk = chunk;
  }
}

export interface SimulationPool extends SimulationPort {
  /** Ends all threads; runs in progress are cancelled. */
  close(): Promise<void>;
}

/** Results that may wait for an earlier chunk, for each thread: bounds memory on long runs. */
const LOOK_AHEAD = 4;
/** Chunks given to a thread at a time: the next one waits there, so the thread never waits for us. */
const QUEUE = 2;

/** What a thread tells; its own plumbing listens to other events. */
const threadEvents = ['message', 'error', 'exit'] as const;

/** How long a thread may go on with what it had when its run was cancelled, in ms, before it is ended. */
const PATIENCE = 300;

/** More threads than this only wait for each other on any machine of today. */
const MOST_THREADS = 64;

/** As many threads as asked for, but no more than there are chunks, and at least one. */
function threadsFor({ workers, chunks }: SimulationRun): number {
  const wanted = Number.isSafeInteger(workers) ? workers : 1;
  return Math.max(1, Math.min(wanted, chunks, MOST_THREADS));
}

/** Threads are started when a run first needs them and kept for the next run. */
class ThreadPool implements SimulationPool {
  readonly #program: URL;
  readonly #idle: Worker[] = [];
  readonly #active = new Set<ActiveRun>();
  /** Threads that still work on chunks of runs that are over. */
  readonly #finishing = new Map<Worker, Promise<void>>();
  #isClosed = false;
  #lastRun = 0;

  constructor(program: URL) {
    this.#program = program;
  }

  async run(run: SimulationRun): Promise<'done' | 'cancelled'> {
    // Threads that are nearly done are there sooner, and work faster, than new ones.
    if (this.#idle.length < threadsFor(run)) await Promise.all(this.#finishing.values());
    if (run.signal?.aborted === true) return 'cancelled';
    const workers = Array.from({ length: threadsFor(run) }, () => this.#take());
    const active = new ActiveRun((this.#lastRun += 1), run, workers);
    this.#active.add(active);
    try {
      active.start();
      return await active.ending;
    } finally {
      this.#active.delete(active);
      this.#giveBack(active);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const active of this.#active) active.cancel();
    const threads = [...this.#idle.splice(0), ...this.#finishing.keys()];
    await Promise.all(threads.map((worker) => worker.terminate()));
  }

  #take(): Worker {
    const worker = this.#idle.pop() ?? new Worker(this.#program);
    worker.ref();
    return worker;
  }

  /** A thread that died while idle must not be given to a run. */
  #forget(worker: Worker): void {
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  #giveBack(active: ActiveRun): void {
    for (const worker of active.release()) this.#keep(worker);
    for (const [worker, chunks] of active.abandoned()) this.#letFinish(worker, chunks.length);
  }

  #keep(worker: Worker): void {
    if (this.#isClosed) {
      void worker.terminate();
      return;
    }
    worker.unref();
    this.#idle.push(worker);
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
  }

  /** A thread cannot be told to stop: it is kept when it is done soon, and ended otherwise or when it died. */
  #letFinish(worker: Worker, chunks: number): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    let left = chunks;
    const die = (): void => settle(false);
    const finish = (): void => {
      left -= 1;
      if (left === 0) settle(true);
    };
    const settle = (isFree: boolean): void => {
      clearTimeout(timer);
      this.#finishing.delete(worker);
      // One by one: whoever ends the thread listens for its end as well.
      worker.off('message', finish).off('error', die).off('exit', die);
      if (isFree) this.#keep(worker);
      else void worker.on('error', () => undefined).terminate();
      resolve();
    };
    const timer = setTimeout(die, chunks === 0 || this.#isClosed ? 0 : PATIENCE);
    this.#finishing.set(worker, promise);
    worker.on('message', finish).on('error', die).on('exit', die).unref();
  }
}

/** Hands out the chunks of one run, and passes their results on in order. */
class ActiveRun {
  readonly ending: Promise<'done' | 'cancelled'>;
  readonly #id: number;
  readonly #run: SimulationRun;
  readonly #workers: readonly Worker[];
  /** Chunks that each busy thread has been given, the one in work first. */
  readonly #chunksOf = new Map<Worker, number[]>();
  readonly #waiting = new Map<number, unknown>();
  readonly #end: number;
  #nextChunk: number;
  #nextAccepted: number;
  #done = 0;
  #settle!: { resolve(ending: 'done' | 'cancelled'): void; reject(cause: Error): void };

  constructor(id: number, run: SimulationRun, workers: readonly Worker[]) {
    this.#id = id;
    this.#run = run;
    this.#workers = workers;
    this.#nextChunk = run.first ?? 0;
    this.#nextAccepted = this.#nextChunk;
    this.#end = this.#nextChunk + run.chunks;
    this.ending = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  /** Throws when the parameters cannot cross to a thread; the threads are free then. */
  start(): void {
    this.#run.signal?.addEventListener('abort', this.cancel);
    for (const worker of this.#workers) this.#engage(worker);
    this.#handOut();
    if (this.#run.chunks === 0) this.#settle.resolve('done');
  }

  readonly cancel = (): void => this.#settle.resolve('cancelled');

  /** Stops listening and returns the threads that are free again. */
  release(): readonly Worker[] {
    this.#run.signal?.removeEventListener('abort', this.cancel);
    for (const worker of this.#workers) {
      for (const event of threadEvents) worker.removeAllListeners(event);
    }
    return this.#workers.filter((worker) => !this.#chunksOf.has(worker));
  }

  /** Threads with the chunks that they have not finished; none where the thread is dead. */
  abandoned(): readonly (readonly [Worker, readonly number[]])[] {
    return [...this.#chunksOf];
  }

  #engage(worker: Worker): void {
    const { job, parameters } = this.#run;
    worker.on('message', (reply: FromSimulationWorker) => this.#receive(worker, reply));
    worker.on('error', (cause) => this.#crash(worker, cause));
    worker.on('exit', (code) => this.#crash(worker, new Error(`it ended with code ${code}`)));
    this.#send(worker, { kind: 'prepare', run: this.#id, job, parameters });
  }

  #send(worker: Worker, message: ToSimulationWorker): void {
    worker.postMessage(message);
  }

  /** Deals chunks round by round, so that no thread waits for the next while another has two. */
  #handOut(): void {
    const limit = this.#nextAccepted + LOOK_AHEAD * this.#workers.length;
    const end = Math.min(limit, this.#end);
    for (let depth = 0; depth < QUEUE; depth++) {
      for (const worker of this.#workers) {
        const given = this.#chunksOf.get(worker) ?? [];
        if (given.length > depth || this.#nextChunk >= end) continue;
        this.#chunksOf.set(worker, [...given, this.#nextChunk]);
        this.#send(worker, { kind: 'chunk', run: this.#id, chunk: this.#nextChunk });
        this.#nextChunk += 1;
      }
    }
  }

  #receive(worker: Worker, reply: FromSimulationWorker): void {
    if (reply.run !== this.#id) return;
    const left = (this.#chunksOf.get(worker) ?? []).filter((chunk) => chunk !== reply.chunk);
    if (left.length === 0) this.#chunksOf.delete(worker);
    else this.#chunksOf.set(worker, left);
    this.#waiting.set(reply.chunk, reply.result);
    this.#done += 1;
    this.#handOut();
    try {
      this.#passOn();
      this.#run.onProgress?.(this.#done, this.#run.chunks);
    } catch (cause) {
      this.#settle.reject(cause instanceof Error ? cause : new Error(String(cause)));
      return;
    }
    if (this.#nextAccepted === this.#end) this.#settle.resolve('done');
    else this.#handOut();
  }

  #passOn(): void {
    while (this.#waiting.has(this.#nextAccepted)) {
      const result = this.#waiting.get(this.#nextAccepted);
      this.#waiting.delete(this.#nextAccepted);
      this.#run.accept(result, this.#nextAccepted);
      this.#nextAccepted += 1;
    }
  }

  #crash(worker: Worker, cause: unknown): void {
    const chunk = this.#chunksOf.get(worker)?.[0] ?? null;
    // Marked as busy, so that the dead thread is not kept for the next run.
    this.#chunksOf.set(worker, []);
    this.#settle.reject(new SimulationCrash(this.#run.job, chunk, cause));
  }
}

/** A pool of threads that run `program`; by default the simulation worker beside this file. */
export function startSimulationPool(program: URL = workerUrl('simulation')): SimulationPool {
  return new ThreadPool(program);
}
