import { onTestFinished } from 'vitest';
import { exampleScenario } from '../../shared/app/forecast/example-scenario.ts';
import type { AcceptedWorker } from '../../electron/node/hub/jobs/accepted-workers.ts';
import { HubSimulation } from '../../electron/node/hub/jobs/hub-simulation.ts';
import { serverOf } from '../../electron/node/hub/jobs/job-session.ts';
import { startWorker } from '../../electron/node/hub/jobs/worker-at-work.ts';
import type { WorkerAtWork, WorkerSettings } from '../../electron/node/hub/jobs/worker-at-work.ts';
import { enrolMachine } from '../../electron/node/hub/enrolment.ts';
import { joinRequest } from '../../electron/node/hub/join-request.ts';
import type { Device } from '../../electron/node/device.ts';
import { startSimulationPool } from '../../electron/node/simulation-pool.ts';
import type { SimulationPool } from '../../electron/node/simulation-pool.ts';
import { toHex } from '../../shared/base/hex.ts';
import { must, newMachine } from './machines.ts';
import type { MadeHub } from './machines.ts';

const { targetDate: _, ...recruitment } = exampleScenario.recruitment;

/** A forecast small enough for a test, with all that a scenario can hold. */
export const smallScenario = { ...exampleScenario, recruitment: { ...recruitment, target: 40 } };

/** Lets a machine in that calculates. */
export async function enrolledWorker(
  { owner, hub }: MadeHub,
  study: string,
  device: Device = newMachine(),
): Promise<Device> {
  const asked = joinRequest(hub, 'worker', device);
  must(await enrolMachine(owner.db, { ...asked, study, place: null }));
  return device;
}

export const acceptedAs = ({ hub }: MadeHub, { id, publicKey }: Device): AcceptedWorker => ({
  hub,
  device: id,
  publicKey: toHex(publicKey),
  acceptedBy: 'maren',
  acceptedAt: '2026-11-21T10:00:00.000Z',
});

/** Threads of all machines of a test file; idle ones keep no process alive. */
export const threads: SimulationPool = startSimulationPool();

/** A worker of this process, until the test is over. */
export async function workerOf(
  made: MadeHub,
  device: Device,
  settings: Partial<WorkerSettings> = {},
): Promise<WorkerAtWork> {
  const worker = must(
    await startWorker({
      hub: made.hub,
      address: must(serverOf(made.address)),
      device,
      threads: 1,
      pool: threads,
      untilIdle: false,
      told: () => undefined,
      ...settings,
    }),
  );
  onTestFinished(() => worker.stop());
  return worker;
}

/** What a console runs its simulations on. */
export const hubSimulation = (
  made: MadeHub,
  device: Device,
  accepted: readonly Device[],
): HubSimulation =>
  new HubSimulation({
    hub: made.hub,
    address: made.address,
    device,
    accepted: accepted.map((one) => acceptedAs(made, one)),
    local: threads,
  });

/** Waits until the hub holds something; a test that waits in vain times out. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Rows of a table of the hub, as its owner sees them. */
export async function rowsOf(
  { owner }: MadeHub,
  table: string,
  schema = 'hub',
): Promise<readonly unknown[]> {
  return owner.db
    .selectFrom(`${schema}.${table}` as never)
    .selectAll()
    .execute();
}
