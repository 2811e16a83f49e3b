import { availableParallelism } from 'node:os';
import { startSimulationPool } from '../simulation-pool.ts';
import type { SimulationPool } from '../simulation-pool.ts';
import type { CoreState } from './core-state.ts';

const cancelPollMs = 50;

/** Threads, progress and cancellation of one run; the threads end with it. */
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
  const pool = startSimulationPool();
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
    await pool.close();
  }
}
