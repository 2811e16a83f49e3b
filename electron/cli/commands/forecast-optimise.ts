import {
  optimiseScenario,
  usualVariations,
} from '../../../shared/app/forecast/optimise-scenario.ts';
import type { ForecastOptimisation } from '../../../shared/contracts/forecast-studies.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { numberBetween, optionalNumber, optionalText, requiredText } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { outOption, withFiles } from '../forecast-files.ts';
import { optimisationTables } from '../forecast-question-tables.ts';
import { readJsonFile } from '../input-files.ts';
import { runOptions, simulationOptions } from '../simulation-command.ts';
import { short, textTable } from '../text-table.ts';

const measures = ['any-stock-out', 'missed-visits'] as const;
type Measure = (typeof measures)[number];

function measureOf(typed: Typed): Measure {
  const text = optionalText(typed, 'measure') ?? 'missed-visits';
  const found = measures.find((one) => one === text);
  if (found === undefined) throw new UsageError(`--measure is ${measures.join(' or ')}`);
  return found;
}

/** Numbers separated by commas. */
function numbersOf(typed: Typed, name: string, usual: readonly number[]): readonly number[] {
  const text = optionalText(typed, name);
  if (text === undefined) return usual;
  const numbers = text.split(',').map(Number);
  if (!numbers.every(Number.isFinite)) throw new UsageError(`--${name} are numbers such as 0,1,2`);
  return numbers;
}

const percent = (share: number): string => `${short(100 * share, 3)} %`;

function ending({ best, confirmed, rejected, guarantee, limit }: ForecastOptimisation): string {
  const { lowest, replicates, replicatesNeeded } = guarantee;
  const shown = `Seen in none of ${replicates} replicates means at most ${percent(lowest)} (95 %).`;
  if (best !== null && confirmed !== null) {
    return `Cheapest: on ${confirmed.replicates} further replicates the risk is at most ${percent(confirmed.bound)} (95 %).`;
  }
  if (lowest <= limit) return rejected > 0 ? `None holds the limit on further replicates.` : shown;
  return `${shown} The limit needs ${replicatesNeeded ?? 'a number above 0 and more'} replicates.`;
}

function report(answer: ForecastOptimisation): string {
  const { points, best, measure, limit, replicates } = answer;
  const rows = points
    .flatMap((point, i) => (point.isOnFrontier || i === 0 ? [{ point, i }] : []))
    .toSorted((a, b) => a.point.cost.mean - b.point.cost.mean)
    .map(({ point, i }) => [
      String(point.triggerPlus),
      String(point.ceilingPlus),
      String(point.lotFactor),
      percent(point.risk.mean),
      percent(point.risk.error),
      percent(point.bound),
      short(point.cost.mean, 5),
      i === best ? 'cheapest within the limit' : i === 0 ? 'as written' : '',
    ]);
  return [
    `${points.length} combinations, ${replicates} replicates each; risk is ${measure}, limit ${percent(limit)}`,
    textTable([['trigger +', 'ceiling +', 'kits ×', 'risk', '±', 'at most', 'cost', ''], ...rows]),
    ending(answer),
  ].join('\n');
}

async function optimise(typed: Typed, io: Io): Promise<Ending> {
  const question = {
    measure: measureOf(typed),
    limit: numberBetween(typed, 'limit', 0, 1, 0.01),
    triggerPlus: numbersOf(typed, 'trigger-plus', usualVariations.triggerPlus),
    ceilingPlus: numbersOf(typed, 'ceiling-plus', usualVariations.ceilingPlus),
    lotFactors: numbersOf(typed, 'lot-factors', usualVariations.lotFactors),
  };
  const scenario = readJsonFile(io, requiredText(typed, 'scenario'));
  if (!scenario.ok) return refused(scenario.error);
  const options = runOptions(typed, io);
  const replicates = optionalNumber(typed, 'replicates') ?? 300;
  const pool = startSimulationPool();
  try {
    const answer = await optimiseScenario(
      scenario.value,
      question,
      { ...options, replicates },
      pool,
    );
    return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
  } finally {
    await pool.close();
  }
}

/** `forecast optimise --scenario FILE` */
export const command: Command = {
  options: {
    ...simulationOptions,
    replicates: {
      value: 'R',
      description:
        'replicates of each combination; 300 by default: nothing seen in them shows 1 % at most',
    },
    measure: { value: 'NAME', description: `${measures.join(' or ')}; missed-visits by default` },
    limit: {
      value: 'P',
      description: 'accepted risk: probability of any stock-out, or share of visits missed; 0.01',
    },
    'trigger-plus': {
      value: 'LIST',
      description: 'kits added to triggers and buffers, e.g. 0,1,2',
    },
    'ceiling-plus': { value: 'LIST', description: 'kits added to ceilings, e.g. 0,2,4' },
    'lot-factors': {
      value: 'LIST',
      description: 'factors of the kits of all lots, e.g. 0.8,1,1.2',
    },
    ...outOption('all combinations and the prices of the settings'),
  },
  output:
    '`{ points: [{ triggerPlus, ceilingPlus, lotFactor, risk, cost, shipments, wastePercent, riskDifference, costDifference, bound, isOnFrontier, isWithinLimit }], guarantee, best (index or null), confirmed, rejected, prices: [what one step of a setting costs and brings] }`; the first point is the scenario as written; every mean has its Monte-Carlo error; a point is within the limit when the upper 95 % bound of its risk is, and the best holds it on as many further replicates again; all points meet the same subjects and visits',
  examples: [
    'forecast optimise --scenario f.json --limit 0.005 --json',
    'forecast optimise --scenario f.json --measure any-stock-out --limit 0.05 --lot-factors 1',
  ],
  run: withFiles(optimise, optimisationTables),
};
