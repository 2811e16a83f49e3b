import { planCentres } from '../../../shared/app/forecast/plan-centres.ts';
import type { ForecastCentres } from '../../../shared/contracts/forecast-studies.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { optionalNumber, requiredText, wholeNumber } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { readJsonFile } from '../input-files.ts';
import { runOptions, simulationOptions } from '../simulation-command.ts';
import { short } from '../text-table.ts';

function report({ needed, tried, target, targetDate, probability }: ForecastCentres): string {
  const asked = `${target} subjects by ${targetDate} with probability ${probability}`;
  const last = tried.at(-1);
  if (needed === null) {
    return `${asked}: ${last?.added} further sites do not suffice (${short(100 * (last?.share ?? 0), 3)} %)`;
  }
  const found = tried.find(({ added }) => added === needed);
  return `${asked}: ${needed} further sites (${found?.sites} in all) reach it in ${short(100 * (found?.share ?? 0), 3)} % of the replicates`;
}

async function plan(typed: Typed, io: Io): Promise<Ending> {
  const { replicates, seed, signal } = runOptions(typed, io);
  const question = {
    replicates,
    seed,
    probability: optionalNumber(typed, 'probability') ?? 0.8,
    most: wholeNumber(typed, 'most', 1, 200),
  };
  const scenario = readJsonFile(io, requiredText(typed, 'scenario'));
  if (!scenario.ok) return refused(scenario.error);
  const pool = startSimulationPool();
  try {
    const answer = await planCentres(scenario.value, question, { signal }, pool);
    return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
  } finally {
    await pool.close();
  }
}

/** `forecast centres --scenario FILE` */
export const command: Command = {
  options: {
    ...simulationOptions,
    probability: { value: 'P', description: 'P(T <= recruitment.targetDate) asked for; 0.8' },
    most: { value: 'N', description: 'sites added at most; 200 by default' },
  },
  output:
    '`{ target, targetDate, probability, needed (further sites, or null), tried: [{ added, sites, share, error, medianDate }] }`; added sites are like those of the scenario in turn, without their history',
  examples: ['forecast centres --scenario f.json --probability 0.9 --json'],
  run: plan,
};
