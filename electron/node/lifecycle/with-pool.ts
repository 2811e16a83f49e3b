import { availableParallelism } from 'node:os';
import { startSimulationPool } from '../simulation-pool.ts';
import type { SimulationPool } from '../simulation-pool.ts';
import type { CoreState } from './core-state.ts';

const cancelPollMs = 50;

/** Threads that stay ready between runs, by core; idle ones keep no process alive. */
const ready = new WeakMap<CoreState, SimulationPool>();

function readyPool(state: CoreState): SimulationPool {
  const pool = ready.get(state) ?? startSimulationPool();
  ready.set(state, pool);
  return pool;
}

/** Ends the threads: what they last worked on may tell arms. Runs that go on are cancelled. */
export function endThreads(state: CoreState): void {
  void ready.get(state)?.close();
  ready.delete(state);
}

/** Threads, progress and cancellation of one run; the threads wait for the next. */
export async function withPool<T>(
  state: CoreState,
  job: string | undefined,
  message: string,
  work: (
    pool: SimulationPool,
    run: {
      readonly workers: number;
      readonly onProgress: (done: number, total: number) => void;
      readonly signal: AbortSignal;
    },
  ) => Promise<T>,
): Promise<T> {
  const pool = readyPool(state);
  const stop = new AbortController();
  const watched = state.ports.job(job);
  const timer = setInterval(() => {
    if (watched.cancelled()) stop.abort();
  }, cancelPollMs);
  try {
    return await work(pool, {
      workers: availableParallelism(),
      onProgress: (done, total) => watched.progress(done, total, message),
      signal: stop.signal,
    });
  } finally {
    clearInterval(timer);
  }
}
