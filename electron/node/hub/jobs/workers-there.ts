import type pg from 'pg';
import { engineVersion } from '../../../../shared/app/design-lab/engine-version.ts';
import { fromHex } from '../../../../shared/base/hex.ts';
import { refusal } from '../../../../shared/base/refusal.ts';
import type { Refusal } from '../../../../shared/base/refusal.ts';
import { err, ok } from '../../../../shared/base/result.ts';
import type { Result } from '../../../../shared/base/result.ts';
import type { Device } from '../../device.ts';
import type { HubSettings } from '../hub-settings.ts';
import { machineLogin } from '../login.ts';
import type { AcceptedWorker } from './accepted-workers.ts';
import { hubOfJobs, openJobSession, serverOf } from './job-session.ts';
import { isBoxOf } from './run-seal.ts';

/** A worker that a run may be sealed to. */
export interface ReadyWorker {
  readonly device: string;
  readonly publicKey: string;
  readonly boxKey: Uint8Array;
  /** Threads of its programs that run now. */
  readonly threads: number;
}

interface Row {
  readonly device: string;
  readonly engine: string;
  readonly box_key: string;
  readonly signature: Buffer;
  readonly threads: string;
}

/** A worker of the study as the hub knows it. */
interface WorkerThere {
  readonly device: string;
  readonly engine: string;
  readonly threads: number;
}

/** All workers of the study, accepted or not; refuses when the hub cannot be asked. */
export async function workersAt(
  { hub, address }: HubSettings,
  device: Device,
): Promise<Result<readonly WorkerThere[], Refusal>> {
  const server = serverOf(address);
  if (!server.ok) return server;
  const session = await openJobSession(server.value, machineLogin(hub, device), () => undefined);
  if (!session.ok) return session;
  try {
    const known = await hubOfJobs(session.value, hub);
    if (!known.ok) return known;
    const rows = await askWorkers(session.value);
    return ok(
      rows.map(({ threads, engine, device }) => ({ device, engine, threads: Number(threads) })),
    );
  } finally {
    await session.value.end().catch(() => undefined);
  }
}

const askWorkers = async (client: pg.Client): Promise<readonly Row[]> =>
  (await client.query<Row>('SELECT * FROM hub.workers_there()')).rows;

/** Workers of the study that were accepted here and have the same engine; refuses when none of them runs. */
export async function readyWorkers(
  client: pg.Client,
  hub: string,
  accepted: readonly AcceptedWorker[],
): Promise<Result<readonly ReadyWorker[], Refusal>> {
  const rows = await askWorkers(client);
  const running = rows.filter(({ threads }) => Number(threads) > 0);
  if (running.length === 0) return err(nobodyThere);
  const known = new Map(
    accepted.filter((one) => one.hub === hub).map((one) => [one.device, one.publicKey]),
  );
  const genuine = rows.filter((row) =>
    isBoxOf(
      hub,
      { device: row.device, publicKey: known.get(row.device) ?? '' },
      row.box_key,
      row.signature,
    ),
  );
  if (!genuine.some((row) => running.includes(row))) return err(nobodyAccepted(running));
  const alike = genuine.filter(({ engine }) => engine === engineVersion);
  if (!alike.some((row) => running.includes(row))) return err(otherEngine(genuine));
  return ok(
    alike.map((row) => ({
      device: row.device,
      publicKey: known.get(row.device) as string,
      boxKey: fromHex(row.box_key),
      threads: Number(row.threads),
    })),
  );
}

const nobodyThere = refusal(
  'hub-no-workers',
  'No worker of this study runs at the hub.',
  'Start `cachet worker` on a machine that is enrolled as a worker, or calculate here.',
);

const nobodyAccepted = (running: readonly Row[]): Refusal =>
  refusal(
    'hub-workers-not-accepted',
    `Workers run at the hub (${running.map(({ device }) => device).join(', ')}), but none was accepted at this console.`,
    'Compare the fingerprint of a worker by telephone and accept it with `cachet hub accept`.',
  );

const otherEngine = (found: readonly Row[]): Refusal =>
  refusal(
    'hub-workers-other-engine',
    `The workers at the hub calculate with ${[...new Set(found.map(({ engine }) => engine))].join(', ')}; this console has ${engineVersion}.`,
    'Install the same version of the program on the workers.',
  );
