import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeHub } from '../../../electron/node/hub/administration.ts';
import { connect } from '../../../electron/node/hub/connection.ts';
import type { HubConnection } from '../../../electron/node/hub/connection.ts';
import { readDatabaseUrl } from '../../../electron/node/hub/database-url.ts';
import { enrolMachine } from '../../../electron/node/hub/enrolment.ts';
import type { AcceptedWorker } from '../../../electron/node/hub/jobs/accepted-workers.ts';
import { HubSimulation } from '../../../electron/node/hub/jobs/hub-simulation.ts';
import { joinRequest } from '../../../electron/node/hub/join-request.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import type { Device } from '../../../electron/node/device.ts';
import type { SimulationPool } from '../../../electron/node/simulation-pool.ts';
import { toHex } from '../../../shared/base/hex.ts';
import type { Result } from '../../../shared/base/result.ts';
import { startPostgres } from '../../hub/postgres-server.ts';

const study = 'BENCH';
const cli = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'index.ts');

/** A hub on a server of its own, with workers that are programs of one thread each. */
export interface WorkerPrograms {
  /** What a console that accepted so many of the workers runs simulations on. */
  console(workers: number, local: SimulationPool): HubSimulation;
  close(): Promise<void>;
}

function valueOf<T>(result: Result<T, { readonly message: string }>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

export async function startWorkerPrograms(count: number): Promise<WorkerPrograms> {
  const server = await startPostgres();
  const { address, login } = valueOf(readDatabaseUrl(server.url('postgres')));
  const owner = valueOf(await connect(address, login));
  const { hub } = valueOf(await makeHub(owner));
  const folders = Array.from({ length: count + 1 }, () =>
    mkdtempSync(join(tmpdir(), 'cachet-bench-worker-')),
  );
  const enrol = async (folder: string, kind: 'console' | 'worker'): Promise<Device> => {
    const device = loadDevice(folder);
    const asked = joinRequest(hub, kind, device);
    valueOf(await enrolMachine(owner.db, { ...asked, study, place: null }));
    return device;
  };
  const [own = '', ...others] = folders;
  const device = await enrol(own, 'console');
  const devices = await Promise.all(others.map((folder) => enrol(folder, 'worker')));
  const programs = others.map((folder) => program(folder, server.url('postgres'), hub));
  await allThere(owner, count);
  return {
    console: (workers, local) =>
      new HubSimulation({
        hub,
        address,
        device,
        accepted: devices.slice(0, workers).map((one) => acceptedAs(hub, one)),
        local,
      }),
    async close() {
      for (const one of programs) one.kill('SIGKILL');
      await owner.close();
      await server.stop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const program = (folder: string, url: string, hub: string): ChildProcess =>
  spawn(process.execPath, [cli, 'worker', '--database-url', url, '--hub', hub, '--threads', '1'], {
    env: { ...process.env, CACHET_DATA: folder },
    stdio: 'ignore',
  });

const acceptedAs = (hub: string, { id, publicKey }: Device): AcceptedWorker => ({
  hub,
  device: id,
  publicKey: toHex(publicKey),
  acceptedBy: 'bench',
  acceptedAt: '2026-01-01T00:00:00.000Z',
});

async function allThere({ db }: HubConnection, count: number): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom('hub.pool' as never)
      .selectAll()
      .execute();
    if (rows.length === count) return;
    await pause(100);
  }
}
