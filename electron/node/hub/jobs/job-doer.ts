import type pg from 'pg';
import { z } from 'zod';
import { engineVersion } from '../../../../shared/app/design-lab/engine-version.ts';
import { simulationJobs } from '../../../../shared/app/simulation/simulation-jobs.ts';
import type { Device } from '../../device.ts';
import type { SimulationPool } from '../../simulation-pool.ts';
import { Places } from './places.ts';
import { bytesOf } from './plain-bytes.ts';
import { chunksAt, runOf } from './run-content.ts';
import type { RunContent } from './run-content.ts';
import { isSealedBy, openKey, openRun, sealResult, signSealed, workerBox } from './run-seal.ts';

/** What became of one job at a worker. */
export interface DoneJob {
  readonly run: string;
  readonly job: number;
  /** `late`: the run was closed, or somebody else has the job by now. */
  readonly ending: 'done' | 'late' | 'failed';
  /** Why it failed; null otherwise. */
  readonly because: string | null;
}

interface DoerSettings {
  readonly hub: string;
  readonly device: Device;
  readonly threads: number;
  readonly pool: SimulationPool;
  readonly told: (job: DoneJob) => void;
  readonly engine?: string;
}

interface OpenRun {
  readonly key: Buffer;
  readonly content: RunContent;
}

const payloadShape = z.strictObject({ run: z.string(), job: z.number().int().nonnegative() });
const runsKept = 4;

/**
 * Does jobs: opens the run, calculates the chunks on a thread, seals and signs what comes out. Who has more jobs than
 * threads has the next one at hand while the last is sealed and posted.
 */
export class JobDoer {
  readonly #settings: DoerSettings;
  readonly #clients: pg.Pool;
  readonly #poolId: () => string;
  readonly #threads: Places;
  readonly #runs = new Map<string, Promise<OpenRun | null>>();
  readonly #stops = new Map<AbortController, string>();

  constructor(settings: DoerSettings, clients: pg.Pool, poolId: () => string) {
    this.#settings = settings;
    this.#clients = clients;
    this.#poolId = poolId;
    this.#threads = new Places(settings.threads);
  }

  /** Jobs in work. */
  get busy(): number {
    return this.#stops.size;
  }

  /** Throws when the job cannot be done here; the queue then gives it to somebody else. */
  async perform(payload: unknown): Promise<void> {
    const { run, job } = payloadShape.parse(payload);
    const stop = new AbortController();
    this.#stops.set(stop, run);
    try {
      const isTaken = await this.#do(run, job, stop.signal);
      this.#settings.told({ run, job, ending: isTaken ? 'done' : 'late', because: null });
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      this.#settings.told({ run, job, ending: 'failed', because });
      throw error;
    } finally {
      this.#stops.delete(stop);
    }
  }

  /** Stops what goes on for runs that were closed. */
  async dropClosed(client: pg.Client): Promise<void> {
    if (this.#stops.size === 0) return;
    const { rows } = await client.query<{ run: string }>('SELECT run FROM hub.run');
    const open = new Set(rows.map(({ run }) => run));
    for (const [stop, run] of this.#stops) if (!open.has(run)) stop.abort();
    for (const run of this.#runs.keys()) if (!open.has(run)) this.#runs.delete(run);
  }

  /** Whether the hub took the result. */
  async #do(run: string, job: number, signal: AbortSignal): Promise<boolean> {
    const opened = await this.#open(run);
    if (opened === null) return false;
    const { key, content } = opened;
    const results: unknown[] = [];
    const ending = await this.#threads.at(async () =>
      signal.aborted
        ? 'cancelled'
        : this.#settings.pool.run({
            job: content.job,
            parameters: content.parameters,
            ...chunksAt(content, job),
            workers: 1,
            accept: (result) => results.push(result),
            signal,
          }),
    );
    if (ending === 'cancelled') return false;
    const place = { hub: this.#settings.hub, run, job };
    const sealed = sealResult(key, place, bytesOf(results));
    const signature = signSealed(this.#settings.device, place, sealed);
    const { rows } = await this.#clients.query<{ is_taken: boolean }>(
      'SELECT hub.post_result($1, $2, $3, $4, $5) AS is_taken',
      [run, job, this.#poolId(), sealed, signature],
    );
    return rows[0]?.is_taken === true;
  }

  #open(run: string): Promise<OpenRun | null> {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    const [oldest] = this.#runs.keys();
    if (this.#runs.size >= runsKept && oldest !== undefined) this.#runs.delete(oldest);
    const opening = this.#fetch(run);
    this.#runs.set(run, opening);
    opening.catch(() => this.#runs.delete(run));
    return opening;
  }

  async #fetch(run: string): Promise<OpenRun | null> {
    const { hub, device, engine = engineVersion } = this.#settings;
    const { rows } = await this.#clients.query<{
      engine: string;
      parameters: Buffer;
      signature: Buffer;
      public_key: string;
      sealed: Buffer;
    }>(
      `SELECT r.engine, r.parameters, r.signature, m.public_key, k.sealed
       FROM hub.run r JOIN hub.machine m ON m.device = r.console JOIN hub.run_key k USING (run)
       WHERE run = $1 AND k.device = $2`,
      [run, device.id],
    );
    const [found] = rows;
    if (found === undefined) return null;
    if (found.engine !== engine) {
      throw new Error(`the run needs ${found.engine}; this program has ${engine}`);
    }
    const place = { hub, run, job: null };
    if (!isSealedBy(found.public_key, place, found.parameters, found.signature)) {
      throw new Error('the run is not what its console sealed');
    }
    const key = openKey(workerBox(hub, device), found.sealed, run);
    const content = runOf(openRun(key, place, found.parameters));
    if (!simulationJobs.has(content.job)) throw new Error(`no simulation is called ${content.job}`);
    return { key, content };
  }
}
