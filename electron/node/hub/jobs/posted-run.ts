import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { engineVersion } from '../../../../shared/app/design-lab/engine-version.ts';
import type { Device } from '../../device.ts';
import { dataOf } from './plain-bytes.ts';
import { chunksAt, jobsOf, runBytes } from './run-content.ts';
import type { RunContent } from './run-content.ts';
import { isSealedBy, openResult, sealKey, sealRun, signSealed } from './run-seal.ts';
import type { ReadyWorker } from './workers-there.ts';

/** What a worker made of a job; null where what came is not what this worker sealed, or no result of such a job. */
export interface JobResult {
  readonly job: number;
  readonly device: string;
  readonly chunks: readonly unknown[] | null;
  /** Whether the seal holds, so that nobody but the worker can have made it. */
  readonly isGenuine: boolean;
}

/** What of a run may still come. */
export interface RunState {
  readonly open: ReadonlySet<number>;
  readonly pools: number;
}

const takenAtOnce = 16;

/** A run at the hub, sealed to its workers, for as long as the connection lives. */
export class PostedRun {
  readonly content: RunContent;
  readonly #client: pg.Client;
  readonly #hub: string;
  readonly #run: string;
  readonly #key: Buffer;
  readonly #keyOf: ReadonlyMap<string, string>;

  private constructor(
    client: pg.Client,
    hub: string,
    content: RunContent,
    workers: readonly ReadyWorker[],
  ) {
    this.content = content;
    this.#client = client;
    this.#hub = hub;
    this.#run = randomBytes(16).toString('hex');
    this.#key = randomBytes(32);
    this.#keyOf = new Map(workers.map(({ device, publicKey }) => [device, publicKey]));
  }

  static async post(
    client: pg.Client,
    { hub, device }: { readonly hub: string; readonly device: Device },
    content: RunContent,
    workers: readonly ReadyWorker[],
  ): Promise<PostedRun> {
    const posted = new PostedRun(client, hub, content, workers);
    const run = posted.#run;
    const place = { hub, run, job: null };
    const sealed = sealRun(posted.#key, place, runBytes(content));
    await client.query('SELECT hub.post_run($1, $2, $3, $4, $5, $6, $7)', [
      run,
      engineVersion,
      jobsOf(content),
      sealed,
      signSealed(device, place, sealed),
      workers.map((worker) => worker.device),
      workers.map(({ boxKey }) => sealKey(posted.#key, boxKey, run)),
    ]);
    return posted;
  }

  /** Says that the console is there, and asks what may still come. */
  async tend(): Promise<RunState> {
    const { rows } = await this.#client.query<{ open_jobs: readonly number[]; pools: number }>(
      'SELECT * FROM hub.tend_run($1)',
      [this.#run],
    );
    const { open_jobs: open = [], pools = 0 } = rows[0] ?? {};
    return { open: new Set(open), pools };
  }

  /** Results that came in, with how many more may wait. */
  async take(): Promise<readonly JobResult[]> {
    const { rows } = await this.#client.query<{
      job: number;
      device: string;
      content: Buffer;
      signature: Buffer;
    }>('SELECT * FROM hub.take_results($1, $2)', [this.#run, takenAtOnce]);
    return rows.map(({ job, device, content, signature }) => {
      const place = { hub: this.#hub, run: this.#run, job };
      const isGenuine = isSealedBy(this.#keyOf.get(device) ?? '', place, content, signature);
      return { job, device, isGenuine, chunks: isGenuine ? this.#chunksIn(job, content) : null };
    });
  }

  async close(): Promise<void> {
    await this.#client.query('SELECT hub.close_run($1)', [this.#run]);
  }

  #chunksIn(job: number, sealed: Buffer): readonly unknown[] | null {
    try {
      const place = { hub: this.#hub, run: this.#run, job };
      const found = dataOf(openResult(this.#key, place, sealed));
      const { chunks } = chunksAt(this.content, job);
      return Array.isArray(found) && found.length === chunks ? found : null;
    } catch {
      return null;
    }
  }
}
