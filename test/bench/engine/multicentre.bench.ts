import { readFileSync } from 'node:fs';
import { startSimulationPool } from '../../../electron/node/simulation-pool.ts';
import {
  type MulticentreAnswer,
  assessMulticentre,
} from '../../../shared/app/design-lab/multicentre.ts';
import { type Suite, atLeastRatio, atMostSeconds } from '../suite.ts';
import { mustBe } from './known-answers.ts';

const REPLICATES = 10_000;

interface Scenario {
  readonly N: number;
  readonly alpha: number;
  readonly beta: number;
  readonly b: number;
  readonly dbr: readonly (readonly number[])[];
}

const reference = JSON.parse(
  readFileSync(new URL('../../fixtures/multicentre.json', import.meta.url), 'utf8'),
) as { readonly scenarios: Readonly<Record<string, Scenario>> };

/** The sixteen designs of a scenario, as the command line takes them. */
function scenarioOf(number: string): object {
  const scenario = reference.scenarios[number];
  if (scenario === undefined) throw new Error(`there is no scenario ${number}`);
  const { N, alpha, beta, b, dbr } = scenario;
  const stratified = ['U', 'R', 'C'].flatMap((level) =>
    ['PBD', 'BUD', 'EUD', 'BSD'].map((code) => `${level}-${code}(${b})`),
  );
  const dynamic = dbr.map((limits) => `DBR(${limits.join(',')})`);
  return {
    n: 500,
    centres: N,
    regions: 5,
    activation_days: [0, 122],
    rate: { alpha, beta },
    designs: [...stratified, ...dynamic, 'CRD'],
  };
}

let pool: ReturnType<typeof startSimulationPool> | null = null;

async function assess(
  number: string,
  workers: number,
  replicates: number = REPLICATES,
): Promise<MulticentreAnswer> {
  pool ??= startSimulationPool();
  const answer = await assessMulticentre(
    scenarioOf(number),
    { replicates, seed: 20240524, workers },
    pool,
  );
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function closePool(): Promise<void> {
  await pool?.close();
  pool = null;
}

/** Scenario 1 at 10,000 replicates against the published figures: half a last digit and both errors. */
async function checkPublished(): Promise<void> {
  const { designs } = await assess('1', 2);
  const known: readonly (readonly [
    string,
    'PD' | 'PCG_convergence' | 'SD_abs_D',
    number,
    number,
  ])[] = [
    ['DBR(2,2,2)', 'PD', 0.56, 0.0065],
    ['DBR(2,4,4)', 'PD', 0.36, 0.0065],
    ['U-PBD(2)', 'PD', 0.33, 0.0065],
    ['C-EUD(2)', 'PD', 0.1, 0.0065],
    ['C-PBD(2)', 'PCG_convergence', 0.68, 0.0065],
    ['C-EUD(2)', 'PCG_convergence', 0.66, 0.0065],
    ['C-BUD(2)', 'PCG_convergence', 0.64, 0.0065],
    ['C-BSD(2)', 'PCG_convergence', 0.6, 0.0065],
    ['CRD', 'SD_abs_D', 13.4, 0.45],
    ['DBR(2,2,2)', 'SD_abs_D', 1.1, 0.1],
    ['DBR(2,4,8)', 'SD_abs_D', 2.3, 0.13],
  ];
  for (const [name, figure, expected, allowed] of known) {
    mustBe(`${figure} of ${name}`, designs[name]?.[figure] ?? Number.NaN, expected, allowed);
  }
  mustBe('P(≥ 6) of CRD', designs['CRD']?.P_imbalance.trial[6] ?? Number.NaN, 0.82, 0.025);
}

async function checkThreads(): Promise<void> {
  const one = JSON.stringify(await assess('2', 1, 1000));
  for (const workers of [2, 8]) {
    if (JSON.stringify(await assess('2', workers, 1000)) !== one) {
      throw new Error(`${workers} threads give other figures than one`);
    }
  }
}

const units = (scenarios: number): number => scenarios * REPLICATES * 16 * 500;

export const multicentreSuites: readonly Suite[] = [
  {
    name: 'multicentre-scenario-2',
    threads: 2,
    unit: 'assignments',
    gate: async () => {
      await checkPublished();
      await checkThreads();
    },
    ours: async () => {
      await assess('2', 2);
      return units(1);
    },
    floor: {
      name: 'the same on one thread',
      run: async () => {
        await assess('2', 1);
        return units(1);
      },
    },
    goals: [
      atMostSeconds(2.5, '16 designs × 10,000 replicates within 2.5 s on two threads'),
      atLeastRatio(1.8, 'two threads at least 1.8 × one'),
    ],
    absent: ['the published Julia code'],
    close: closePool,
  },
  {
    name: 'multicentre-all-scenarios',
    threads: 2,
    unit: 'assignments',
    gate: checkThreads,
    ours: async () => {
      for (const number of Object.keys(reference.scenarios)) await assess(number, 2);
      return units(4);
    },
    goals: [atMostSeconds(10, 'four scenarios within 10 s on two threads')],
    close: closePool,
  },
];
