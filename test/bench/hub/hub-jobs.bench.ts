import { exampleScenario } from '../../../shared/app/forecast/example-scenario.ts';
import { runForecast } from '../../../shared/app/forecast/run-forecast.ts';
import type { SimulationPort } from '../../../shared/app/simulation/simulation-port.ts';
import { startSimulationPool } from '../../../electron/node/simulation-pool.ts';
import type { SimulationPool } from '../../../electron/node/simulation-pool.ts';
import { atLeastRatio } from '../suite.ts';
import type { Suite } from '../suite.ts';
import { startWorkerPrograms } from './worker-programs.ts';
import type { WorkerPrograms } from './worker-programs.ts';

/** A run of about ten seconds on one thread: shorter than the 30 s of the goal, so that it is harder to meet. */
const replicates = 8000;

let programs: WorkerPrograms | undefined;
let pool: SimulationPool | undefined;

async function forecast(port: SimulationPort, count: number): Promise<string> {
  const answer = await runForecast(
    exampleScenario,
    { replicates: count, seed: 7, workers: 1 },
    port,
  );
  if (!answer.ok) throw new Error(answer.error.message);
  return JSON.stringify(answer.value);
}

async function atHub(workers: number, count = replicates): Promise<string> {
  programs ??= await startWorkerPrograms(2);
  pool ??= startSimulationPool();
  const simulation = programs.console(workers, pool);
  const answer = await forecast(simulation, count);
  const { refusal } = simulation.calculated;
  if (refusal !== null) throw new Error(refusal.message);
  return answer;
}

const here = (count = replicates): Promise<string> =>
  forecast((pool ??= startSimulationPool()), count);

async function gate(): Promise<void> {
  const [one, two, none] = [await atHub(1, 400), await atHub(2, 400), await here(400)];
  if (one !== two || one !== none) throw new Error('workers change the answer');
}

async function close(): Promise<void> {
  await programs?.close();
  await pool?.close();
  programs = undefined;
  pool = undefined;
}

const counted = async (work: Promise<string>): Promise<number> => {
  await work;
  return replicates;
};

const suite = { unit: 'replicates', threads: 2, gate, close };

export const hubJobSuites: readonly Suite[] = [
  {
    ...suite,
    name: 'hub-jobs',
    ours: () => counted(atHub(2)),
    floor: { name: 'one worker', run: () => counted(atHub(1)) },
    goals: [atLeastRatio(1.8, 'two workers are 1.8 times as fast as one')],
  },
  {
    ...suite,
    name: 'hub-jobs-overhead',
    ours: () => counted(atHub(1)),
    floor: { name: 'one thread of this program', run: () => counted(here()) },
    goals: [atLeastRatio(0.95, 'jobs cost a worker less than 5 %')],
  },
];
