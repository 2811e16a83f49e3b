import { planCentres } from '../../../shared/app/forecast/plan-centres.ts';
import { usualOpening } from '../../../shared/contracts/forecast-studies.ts';
import type { ForecastCentres } from '../../../shared/contracts/forecast-studies.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { numberBetween, requiredText, wholeNumber } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { outOption, withFiles } from '../forecast-files.ts';
import { centresTables } from '../forecast-question-tables.ts';
import { readJsonFile } from '../input-files.ts';
import { runOptions, simulationOptions } from '../simulation-command.ts';
import { short, textTable } from '../text-table.ts';

/** Days of an opening at most, as on the screen. */
const LATEST = 2000;

const percent = (share: number): string => `${short(100 * share, 3)} %`;

function report(answer: ForecastCentres): string {
  const { needed, possible, tried, target, targetDate, probability, replicates } = answer;
  const asked = `${target} subjects by ${targetDate} with probability ${probability}; added sites open ${answer.opens.from} to ${answer.opens.to}`;
  const rows = tried.map(({ added, sites, share, error, lower, medianDate }) => [
    String(added),
    String(sites),
    percent(share),
    percent(error),
    percent(lower),
    medianDate ?? '-',
    added === needed ? 'suffices' : '',
  ]);
  const more =
    needed === possible
      ? ''
      : `, ${possible} might: ${replicates} replicates do not tell them apart`;
  return [
    asked,
    `${needed ?? 'not even the most'} further sites suffice${more}`,
    textTable([['added', 'sites', 'in time', '±', 'at least', 'median', ''], ...rows]),
    `at least: lower bound (95 %) from ${replicates} replicates`,
  ].join('\n');
}

async function plan(typed: Typed, io: Io): Promise<Ending> {
  const { replicates, seed, ...run } = runOptions(typed, io);
  const question = {
    replicates,
    seed,
    probability: numberBetween(typed, 'probability', 0.01, 0.999, 0.8),
    most: wholeNumber(typed, 'most', 1, 200, 1000),
    opensAfter: wholeNumber(typed, 'opens-after', 0, usualOpening.opensAfter, LATEST),
    opensWithin: wholeNumber(typed, 'opens-within', 0, usualOpening.opensWithin, LATEST),
  };
  const scenario = readJsonFile(io, requiredText(typed, 'scenario'));
  if (!scenario.ok) return refused(scenario.error);
  const pool = startSimulationPool();
  try {
    const answer = await planCentres(scenario.value, question, run, pool);
    return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
  } finally {
    await pool.close();
  }
}

/** `forecast centres --scenario FILE` */
export const command: Command = {
  options: {
    ...simulationOptions,
    probability: {
      value: 'P',
      description: 'P(T <= recruitment.targetDate) asked for, 0.01 to 0.999; 0.8',
    },
    most: { value: 'N', description: 'sites added at most; 200 by default, 1000 at most' },
    'opens-after': {
      value: 'DAYS',
      description: `days from the start until an added site may open; ${usualOpening.opensAfter} by default, ${LATEST} at most`,
    },
    'opens-within': {
      value: 'DAYS',
      description: `it opens on any of so many days that follow; ${usualOpening.opensWithin} by default, ${LATEST} at most`,
    },
    ...outOption('the numbers of sites tried'),
  },
  output:
    '`{ target, targetDate, probability, confidence, opens, rate, replicates, needed (further sites, or null), possible, tried: [{ added, sites, share, error, lower, upper, medianDate }] }`; `needed` are the fewest sites whose lower 95 % bound reaches the probability; up to ten times the replicates are played while they do not tell; an added site draws its rate from the distribution between sites, has done nothing yet and has the whole cap of a site',
  examples: [
    'forecast centres --scenario f.json --probability 0.9 --json',
    'forecast centres --scenario f.json --opens-after 120 --opens-within 90',
  ],
  run: withFiles(plan, centresTables),
};
