import type pg from 'pg';
import { refusal } from '../../../../shared/base/refusal.ts';
import type { Refusal } from '../../../../shared/base/refusal.ts';
import { ok } from '../../../../shared/base/result.ts';
import type { Result } from '../../../../shared/base/result.ts';
import type {
  SimulationPort,
  SimulationRun,
} from '../../../../shared/app/simulation/simulation-port.ts';
import type { Device } from '../../device.ts';
import { hubTrouble } from '../connection.ts';
import type { HubAddress } from '../database-url.ts';
import { machineLogin } from '../login.ts';
import type { AcceptedWorker } from './accepted-workers.ts';
import { AwaitedRun } from './awaited-run.ts';
import { InOrder } from './in-order.ts';
import { hubOfJobs, openJobSession, serverOf } from './job-session.ts';
import type { ServerAddress } from './job-session.ts';
import { PostedRun } from './posted-run.ts';
import type { RunContent } from './run-content.ts';
import { readyWorkers } from './workers-there.ts';
import type { ReadyWorker } from './workers-there.ts';

interface HubSimulationSettings {
  readonly hub: string;
  readonly address: HubAddress;
  readonly device: Device;
  readonly accepted: readonly AcceptedWorker[];
  /** This machine's own threads: for the beginning, for checks, and for what workers leave. */
  readonly local: SimulationPort;
}

/** Where the chunks of a run were calculated. */
export interface Calculated {
  readonly chunks: number;
  readonly byWorkers: number;
  /** Machines that calculated, apart from this one. */
  readonly workers: readonly string[];
  /** Why some or all of it was calculated here although workers were asked for; null otherwise. */
  readonly refusal: Refusal | null;
}

/** A worker whose figures are not those of this machine: nothing of the run is kept. */
export class WrongWorker extends Error {
  readonly device: string;

  constructor(device: string) {
    super(`worker ${device} returned other figures than this machine`);
    this.device = device;
  }
}

/** Chunks that are calculated here first: they give the first figures, and the last tells how long the others take. */
const beginHere = 6;
/** What a job should take one thread, in ms: long beside what a job costs, short beside a run. */
const jobMs = 500;
/** Jobs a thread at least, so that the last ones end together. */
const jobsAThread = 20;
const mostJobs = 20_000;

/** Runs simulations on the workers of a hub, and here whatever they cannot do; the results are the same. */
export class HubSimulation implements SimulationPort {
  readonly #settings: HubSimulationSettings;
  #calculated: Calculated = { chunks: 0, byWorkers: 0, workers: [], refusal: null };

  constructor(settings: HubSimulationSettings) {
    this.#settings = settings;
  }

  get calculated(): Calculated {
    return this.#calculated;
  }

  async run(run: SimulationRun): Promise<'done' | 'cancelled'> {
    const { local } = this.#settings;
    const { first = 0, chunks } = run;
    const order = new InOrder(first, chunks, (result, chunk) => run.accept(result, chunk));
    const put = (result: unknown, chunk: number): void => {
      order.put(chunk, result);
      run.onProgress?.(order.come, chunks);
    };
    const { onProgress: _, ...asked } = { ...run, accept: put };
    const here = Math.min(beginHere, chunks);
    const began = await this.#begin(asked, here);
    if (began === 'cancelled') return began;
    const rest = { ...asked, first: first + here, chunks: chunks - here };
    const refused = rest.chunks === 0 ? null : await this.#atHub(rest, order, began.chunkMs);
    const byWorkers = order.come - here;
    for (const range of order.missing()) {
      if ((await local.run({ ...rest, ...range })) === 'cancelled') return 'cancelled';
    }
    this.#calculated = { ...this.#calculated, chunks, byWorkers, refusal: refused };
    return run.signal?.aborted === true && order.come < chunks ? 'cancelled' : 'done';
  }

  /** The first chunks, the last of them on one thread that has nothing else to do; gives the time it took. */
  async #begin(
    run: SimulationRun,
    chunks: number,
  ): Promise<'cancelled' | { readonly chunkMs: number }> {
    const { first = 0 } = run;
    const { local } = this.#settings;
    const warm = await local.run({ ...run, chunks: chunks - 1 });
    if (warm === 'cancelled') return warm;
    const began = performance.now();
    const last = { ...run, first: first + chunks - 1, chunks: 1, workers: 1 };
    if ((await local.run(last)) === 'cancelled') return 'cancelled';
    return { chunkMs: Math.max(0.1, performance.now() - began) };
  }

  /** Has workers do what they can; says why they did not do all of it. */
  async #atHub(run: SimulationRun, order: InOrder, chunkMs: number): Promise<Refusal | null> {
    const address = serverOf(this.#settings.address);
    if (!address.ok) return address.error;
    const { hub, device } = this.#settings;
    let heard = (): void => undefined;
    const session = await openJobSession(address.value, machineLogin(hub, device), () => heard());
    if (!session.ok) return session.error;
    try {
      const posted = await this.#post(session.value, run, chunkMs);
      if (!posted.ok) return posted.error;
      const awaited = new AwaitedRun(posted.value, run, order, this.#settings.local);
      heard = () => awaited.wake();
      return await this.#awaited(awaited, posted.value);
    } catch (error) {
      const trouble = troubleOfRun(address.value, error);
      if (trouble === null) throw error;
      return trouble;
    } finally {
      await session.value.end().catch(() => undefined);
    }
  }

  async #awaited(awaited: AwaitedRun, posted: PostedRun): Promise<Refusal | null> {
    try {
      const ending = await awaited.all();
      if (ending.wrong !== null) throw new WrongWorker(ending.wrong);
      this.#calculated = { ...this.#calculated, workers: ending.workers };
      return ending.refusal;
    } finally {
      await posted.close().catch(() => undefined);
    }
  }

  async #post(
    client: pg.Client,
    run: SimulationRun,
    chunkMs: number,
  ): Promise<Result<PostedRun, Refusal>> {
    const { hub, accepted, device } = this.#settings;
    const known = await hubOfJobs(client, hub);
    if (!known.ok) return known;
    const workers = await readyWorkers(client, hub, accepted);
    if (!workers.ok) return workers;
    const content = dealt(run, chunkMs, workers.value);
    return ok(await PostedRun.post(client, { hub, device }, content, workers.value));
  }
}

/** Jobs of about the same time, by how long a chunk took here. */
function dealt(
  { job, parameters, first = 0, chunks }: SimulationRun,
  chunkMs: number,
  workers: readonly ReadyWorker[],
): RunContent {
  const threads = workers.reduce((sum, one) => sum + one.threads, 0);
  const even = Math.ceil(chunks / (threads * jobsAThread));
  const wanted = Math.min(Math.max(1, Math.round(jobMs / chunkMs)), even);
  const chunksOfJob = Math.max(wanted, Math.ceil(chunks / mostJobs));
  return { job, parameters, first, chunks, chunksOfJob };
}

/** Troubles of the hub that this machine can do without, as a refusal; null for a defect. */
function troubleOfRun(address: ServerAddress, error: unknown): Refusal | null {
  if (error instanceof WrongWorker) return null;
  switch ((error as { readonly code?: unknown }).code) {
    case 'HB001':
    case 'HB002':
    case '42501':
      return refusal(
        'hub-not-enrolled',
        'The hub does not know this machine as a console of the study.',
        'Give its request code to whoever looks after the hub.',
      );
    case 'HB004':
      return refusal(
        'hub-runs-full',
        'Eight runs of this machine go on at the hub.',
        'Wait until one is done, or cancel one.',
      );
    case 'HB003':
      return refusal(
        'hub-full',
        'More than 1 GiB of results wait at the hub.',
        'Run fewer replicates at a time.',
      );
    case 'HB005':
      return refusal(
        'hub-run-gone',
        'The hub dropped the run, because it did not hear of this machine for a minute.',
        'Check the connection; what was missing was calculated here.',
      );
    default:
      return hubTrouble(address, error);
  }
}
