import { availableParallelism } from 'node:os';
import type { SimulationRun } from '../../../shared/app/simulation/simulation-port.ts';
import { startSimulationPool } from '../simulation-pool.ts';
import type { SimulationPool } from '../simulation-pool.ts';
import type { CoreState } from './core-state.ts';
import { forgetForecasts } from './waiting-forecasts.ts';

const cancelPollMs = 50;

/** Threads that stay ready between runs, by core; idle ones keep no process alive. */
const ready = new WeakMap<CoreState, SimulationPool>();

function readyPool(state: CoreState): SimulationPool {
  const pool = ready.get(state) ?? startSimulationPool();
  ready.set(state, pool);
  return pool;
}

/** Threads that are being made ready, by core. */
const warming = new WeakMap<CoreState, Promise<unknown>>();
/** Longer than this in ms nobody waits for it. */
const longestWarming = 400;

/** Starts the threads and has them do some of a job, so that the next run finds them ready; once for a core. */
export function warmThreads(
  state: CoreState,
  run: Pick<SimulationRun, 'job' | 'parameters' | 'chunks'>,
): void {
  if (warming.has(state)) return;
  const workers = availableParallelism();
  const signal = AbortSignal.timeout(longestWarming);
  const ready = readyPool(state).run({ ...run, workers, signal, accept: () => undefined });
  // What fails here fails again where it is asked for, and is told there.
  warming.set(
    state,
    ready.catch(() => undefined),
  );
}

/** Ends the threads: what they last worked on may tell arms. Runs that go on are cancelled. */
export function endThreads(state: CoreState): void {
  void ready.get(state)?.close();
  ready.delete(state);
  warming.delete(state);
  forgetForecasts(state);
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
    await warming.get(state);
    return await work(pool, {
      workers: availableParallelism(),
      onProgress: (done, total) => watched.progress(done, total, message),
      signal: stop.signal,
    });
  } finally {
    clearInterval(timer);
  }
}
