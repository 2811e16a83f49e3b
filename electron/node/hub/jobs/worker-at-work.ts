import { EventEmitter } from 'node:events';
import { runTaskList } from 'graphile-worker';
import type { WorkerEvents, WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { refusal } from '../../../../shared/base/refusal.ts';
import type { Refusal } from '../../../../shared/base/refusal.ts';
import { err, ok } from '../../../../shared/base/result.ts';
import type { Result } from '../../../../shared/base/result.ts';
import { toHex } from '../../../../shared/base/hex.ts';
import { engineVersion } from '../../../../shared/app/design-lab/engine-version.ts';
import type { SimulationPool } from '../../simulation-pool.ts';
import type { Device } from '../../device.ts';
import { clientSettings, hubTrouble } from '../connection.ts';
import { machineLogin } from '../login.ts';
import { hubOfJobs, openJobSession } from './job-session.ts';
import type { ServerAddress } from './job-session.ts';
import { JobDoer } from './job-doer.ts';
import type { DoneJob } from './job-doer.ts';
import { silentLogger, taskName } from './queue.ts';
import { signBox, workerBox } from './run-seal.ts';

export interface WorkerSettings {
  readonly hub: string;
  readonly address: ServerAddress;
  readonly device: Device;
  readonly threads: number;
  readonly pool: SimulationPool;
  /** Ends as soon as no job waits. */
  readonly untilIdle: boolean;
  /** Told of each job that was done or given up. */
  readonly told: (job: DoneJob) => void;
  /** The engine that this program has; another one in tests. */
  readonly engine?: string;
}

/** A machine that calculates for others until it is stopped. */
export interface WorkerAtWork {
  /** Ends when the worker does; a refusal tells why it could not go on. */
  readonly ended: Promise<Result<null, Refusal>>;
  /** Finishes the jobs in work and takes no others. */
  stop(): Promise<void>;
}

const tendEveryMs = 5000;
const pollMs = 1000;

/** Begins to take jobs from a hub. Refuses a hub that does not answer, or does not know this machine. */
export async function startWorker(
  settings: WorkerSettings,
): Promise<Result<WorkerAtWork, Refusal>> {
  const { address, device, hub } = settings;
  const login = machineLogin(hub, device);
  let heard = (): void => undefined;
  const session = await openJobSession(address, login, () => heard());
  if (!session.ok) return session;
  const known = await hubOfJobs(session.value, hub);
  if (!known.ok) {
    await session.value.end();
    return known;
  }
  const worker = new Worker(settings, session.value);
  heard = () => void worker.look();
  session.value.on('end', () => worker.lost());
  return ok(worker);
}

const hubAway = refusal(
  'hub-away',
  'The connection to the hub broke.',
  'Nothing is lost: what was in work is given to others, and the worker goes on when the hub is back.',
);

const notAWorker = refusal(
  'hub-not-a-worker',
  'The hub does not let this machine calculate.',
  'Have it enrolled as a worker with the code of `cachet worker join`.',
);

class Worker implements WorkerAtWork {
  readonly ended: Promise<Result<null, Refusal>>;
  readonly #settings: WorkerSettings;
  readonly #session: pg.Client;
  readonly #clients: pg.Pool;
  readonly #doer: JobDoer;
  readonly #queue: WorkerPool;
  readonly #timer: NodeJS.Timeout;
  #registered: Promise<unknown> | null = null;
  #isEnding = false;
  #end: (ending: Result<null, Refusal>) => void = () => undefined;

  constructor(settings: WorkerSettings, session: pg.Client) {
    const { address, device, hub, threads } = settings;
    this.#settings = settings;
    this.#session = session;
    this.#clients = new pg.Pool({
      ...clientSettings(address, machineLogin(hub, device)),
      max: threads + 4,
    });
    this.#clients.on('error', () => undefined);
    this.#clients.on('connect', (client) => client.on('error', () => undefined));
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#doer = new JobDoer(settings, this.#clients, () => this.#queue.id);
    this.#queue = this.#startQueue();
    this.#timer = setInterval(() => void this.#tend(), tendEveryMs);
  }

  /** The hub tells when a run is closed: what goes on for it is of no use. */
  async look(): Promise<void> {
    await this.#doer.dropClosed(this.#session).catch(() => undefined);
  }

  /** The connection broke; the hub gives the jobs to others. */
  lost(): void {
    void this.#finish(err(hubAway));
  }

  stop(): Promise<void> {
    return this.#finish(ok(null));
  }

  async #finish(ending: Result<null, Refusal>): Promise<void> {
    if (this.#isEnding) return;
    this.#isEnding = true;
    clearInterval(this.#timer);
    await this.#queue.gracefulShutdown();
    await this.#session.query('SELECT hub.stop_pool($1)', [this.#queue.id]).catch(() => undefined);
    await this.#clients.end();
    await this.#session.end().catch(() => undefined);
    this.#end(ending);
  }

  #startQueue(): WorkerPool {
    const { threads, untilIdle } = this.#settings;
    const events = new EventEmitter() as WorkerEvents;
    if (untilIdle) events.on('worker:getJob:empty', () => this.#endWhenIdle());
    return runTaskList(
      {
        concurrency: threads + 1,
        events,
        logger: silentLogger,
        noHandleSignals: true,
        pollInterval: pollMs,
        preset: { plugins: [this.#registering()] },
      },
      { [taskName]: (payload) => this.#doer.perform(payload) },
      this.#clients,
    );
  }

  /** The hub knows the pool before it gives it jobs. */
  #registering(): GraphileConfig.Plugin {
    const register = async (pool: string): Promise<void> => {
      const { hub, device, threads, engine = engineVersion } = this.#settings;
      const { publicKey } = workerBox(hub, device);
      await this.#session.query('SELECT hub.start_pool($1, $2, $3, $4, $5)', [
        pool,
        engine,
        threads,
        toHex(publicKey),
        signBox(hub, device, publicKey),
      ]);
    };
    return {
      name: 'cachet',
      version: '1.0.0',
      worker: {
        hooks: {
          startWorker: async (_context, { worker }) => {
            // Whoever is not registered finds no jobs; thrown here, the library would print it.
            this.#registered ??= register(worker.workerPool.id).catch(
              (error: unknown) => void this.#finish(err(this.#refusalOf(error))),
            );
            await this.#registered;
          },
        },
      },
    };
  }

  #refusalOf(error: unknown): Refusal {
    const trouble = hubTrouble(this.#settings.address, error);
    const said = error instanceof Error ? error.message : String(error);
    return trouble ?? { ...notAWorker, because: [said] };
  }

  #endWhenIdle(): void {
    if (this.#doer.busy === 0) void this.stop();
  }

  /** Says that it is there, which also frees the jobs of those that are not. */
  async #tend(): Promise<void> {
    await this.#session.query('SELECT hub.tend_pool($1)', [this.#queue.id]).catch(() => undefined);
    await this.look();
  }
}
