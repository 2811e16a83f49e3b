import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { SimulationPort, StopSignal } from '../../../shared/app/simulation/simulation-port.ts';
import { readHubSettings } from '../hub/hub-settings.ts';
import { acceptedWorkers, dismissWorker } from '../hub/jobs/accepted-workers.ts';
import type { Calculated, HubSimulation } from '../hub/jobs/hub-simulation.ts';
import { machineAtWork } from '../hub/own-ledger.ts';
import type { CoreState } from './core-state.ts';
import { withPool } from './with-pool.ts';

/** An answer, and where it was calculated if workers were asked for. */
export interface Calculation<T> {
  readonly answer: T;
  readonly calculated?: Calculated;
}

interface Asked {
  readonly where: 'here' | 'hub' | undefined;
  readonly job: string | undefined;
  readonly message: string;
}

type Work<T> = (
  port: SimulationPort,
  run: {
    readonly workers: number;
    readonly onProgress: (done: number, total: number) => void;
    readonly signal: StopSignal;
  },
) => Promise<Result<T, Refusal>>;

/** Threads of this machine for a run, or the workers of the hub as far as they go; the answer is the same. */
export const withWorkers = <T>(
  state: CoreState,
  { where, job, message }: Asked,
  work: Work<T>,
): Promise<Result<Calculation<T>, Refusal>> =>
  withPool(state, job, message, async (pool, run) => {
    if (where !== 'hub') {
      const answer = await work(pool, run);
      return answer.ok ? ok({ answer: answer.value }) : answer;
    }
    const simulation = await atHub(state, pool);
    const answer = await believed(state, () => work(simulation ?? pool, run));
    const calculated = simulation?.calculated ?? { ...nothingThere };
    return answer.ok ? ok({ answer: answer.value, calculated }) : answer;
  });

const nothingThere: Calculated = {
  chunks: 0,
  byWorkers: 0,
  workers: [],
  refusal: refusal(
    'hub-not-connected',
    'This machine was not told a hub for this file; it was calculated here.',
    'Connect the study with its hub, or calculate here.',
  ),
};

/** Null when this machine was told no hub. What speaks with databases is loaded when there is one. */
async function atHub(state: CoreState, local: SimulationPort): Promise<HubSimulation | null> {
  const machine = machineAtWork(state);
  const { dataDirectory } = state.machine;
  const settings = machine === null ? null : readHubSettings(dataDirectory, machine.storeId);
  if (machine === null || settings === null) return null;
  const { HubSimulation } = await import('../hub/jobs/hub-simulation.ts');
  return new HubSimulation({
    ...settings,
    device: machine.device,
    accepted: acceptedWorkers(dataDirectory, machine.storeId),
    local,
  });
}

/** A worker whose figures are wrong is dismissed, and the run has no result. */
async function believed<T>(
  state: CoreState,
  work: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  try {
    return await work();
  } catch (error) {
    const { WrongWorker } = await import('../hub/jobs/hub-simulation.ts');
    if (!(error instanceof WrongWorker)) throw error;
    const { device } = error;
    const machine = machineAtWork(state);
    if (machine !== null) dismissWorker(state.machine.dataDirectory, machine.storeId, device);
    return err(wrongWorker(device));
  }
}

const wrongWorker = (device: string): Refusal =>
  refusal(
    'hub-worker-wrong',
    `Worker ${device} returned other figures than this machine calculates for the same replicates. Nothing of the run was kept, and the worker is no longer accepted.`,
    'Run it again without that worker, and find out what is wrong with the machine before it is accepted again.',
  );
