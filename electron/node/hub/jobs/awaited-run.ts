import { refusal } from '../../../../shared/base/refusal.ts';
import type { Refusal } from '../../../../shared/base/refusal.ts';
import type {
  SimulationPort,
  SimulationRun,
} from '../../../../shared/app/simulation/simulation-port.ts';
import { DrawnChecks } from './drawn-checks.ts';
import type { InOrder } from './in-order.ts';
import type { JobResult, PostedRun } from './posted-run.ts';
import { chunksAt, jobsOf } from './run-content.ts';

interface EndOfRun {
  readonly workers: readonly string[];
  /** Why chunks are left to this machine; null when none is. */
  readonly refusal: Refusal | null;
  /** The worker whose figures are not those of this machine. */
  readonly wrong: string | null;
}

const lookMs = 500;
const tendMs = 2000;
/** How long a run waits for a worker to come back when none is left. */
const graceMs = 10_000;
/** How long nothing may come while workers are there. */
const patienceMs = 120_000;

/** Waits for the results of a run until all are there or no more can come. */
export class AwaitedRun {
  readonly #posted: PostedRun;
  readonly #run: SimulationRun;
  readonly #order: InOrder;
  readonly #checks: DrawnChecks;
  readonly #workers = new Set<string>();
  readonly #come = new Set<number>();
  #forged = 0;
  #isWoken = false;
  #wake: () => void = () => undefined;

  constructor(posted: PostedRun, run: SimulationRun, order: InOrder, local: SimulationPort) {
    this.#posted = posted;
    this.#run = run;
    this.#order = order;
    this.#checks = new DrawnChecks(run, local);
  }

  /** Something may have changed. */
  wake(): void {
    this.#isWoken = true;
    this.#wake();
  }

  async all(): Promise<EndOfRun> {
    const { signal } = this.#run;
    const wake = (): void => this.wake();
    signal?.addEventListener('abort', wake);
    try {
      return await this.#untilEnd();
    } finally {
      signal?.removeEventListener('abort', wake);
    }
  }

  async #untilEnd(): Promise<EndOfRun> {
    const jobs = jobsOf(this.#posted.content);
    let tended = 0;
    let lastCame = performance.now();
    let lastSeen = lastCame;
    for (;;) {
      const now = performance.now();
      const state = now - tended >= tendMs ? await this.#posted.tend() : null;
      if (state !== null) tended = now;
      const before = this.#come.size;
      const wrong = await this.#takeAll();
      if (wrong !== null) return this.#end(null, wrong);
      if (this.#come.size > before) lastCame = performance.now();
      if (this.#run.signal?.aborted === true) return this.#end(null);
      if (this.#come.size === jobs)
        return this.#end(this.#forged > 0 ? forged(this.#forged) : null);
      if (state !== null) {
        if (state.pools > 0) lastSeen = now;
        const canCome = [...state.open].some((job) => !this.#come.has(job));
        if (!canCome) return this.#end(leftOver(jobs - this.#come.size));
        if (now - lastSeen > graceMs) return this.#end(gone);
        if (now - Math.max(lastCame, lastSeen - graceMs) > patienceMs) return this.#end(stalled);
      }
      await this.#pause();
    }
  }

  #end(why: Refusal | null, wrong: string | null = null): EndOfRun {
    return { workers: [...this.#workers], refusal: why, wrong };
  }

  /** Takes what came in; gives the worker that calculated something else. */
  async #takeAll(): Promise<string | null> {
    for (;;) {
      const results = await this.#posted.take();
      if (results.length === 0) return null;
      for (const result of results) {
        if (!(await this.#judge(result))) return result.device;
      }
    }
  }

  /** False when a worker signed something wrong. What it did not sign is left to this machine. */
  async #judge({ job, device, isGenuine, chunks }: JobResult): Promise<boolean> {
    this.#come.add(job);
    if (!isGenuine) {
      this.#forged += 1;
      return true;
    }
    const { first } = chunksAt(this.#posted.content, job);
    if (chunks === null || !(await this.#checks.holds(device, first, chunks))) return false;
    this.#workers.add(device);
    chunks.forEach((chunk, i) => this.#order.put(first + i, chunk));
    this.#run.onProgress?.(this.#order.come, this.#run.chunks);
    return true;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#isWoken ? 0 : lookMs);
      this.#isWoken = false;
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const forged = (jobs: number): Refusal =>
  refusal(
    'hub-result-forged',
    `${jobs} results at the hub are not what a worker sealed; they were calculated here instead.`,
    'Somebody who can write the database of the hub changed them. Tell whoever looks after it.',
  );

const leftOver = (jobs: number): Refusal =>
  refusal(
    'hub-jobs-left',
    `Workers gave up ${jobs} jobs; they were calculated here.`,
    'Look at what the workers said.',
  );

const gone = refusal(
  'hub-workers-gone',
  'All workers went away; the rest was calculated here.',
  'Start them again for the next run.',
);

const stalled = refusal(
  'hub-run-stalled',
  'Nothing came from the workers for two minutes; the rest was calculated here.',
  'Look whether they still work.',
);
