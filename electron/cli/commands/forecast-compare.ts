import { compareScenarios } from '../../../shared/app/forecast/compare-scenarios.ts';
import type { ForecastComparison } from '../../../shared/contracts/forecast-studies.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { outOption, withFiles } from '../forecast-files.ts';
import { comparisonTables } from '../forecast-question-tables.ts';
import { readJsonFile } from '../input-files.ts';
import { runOptions, simulationOptions } from '../simulation-command.ts';
import { short, textTable } from '../text-table.ts';

const shown: readonly string[] = [
  'stockOut',
  'missed',
  'shipments',
  'cost',
  'used',
  'expiredAtSites',
];

function report({ answers, differences, unmatched, replicates }: ForecastComparison): string {
  const rows = differences
    .filter(({ measure }) => shown.includes(measure))
    .map(({ scenario, measure, kitType, difference }) => [
      answers[scenario]?.name ?? '',
      kitType === null ? measure : `${measure} ${kitType}`,
      difference === null ? 'unknown' : short(difference.mean, 4),
      difference === null ? '' : short(difference.error, 2),
    ]);
  return [
    `less ${answers[0]?.name}, on ${replicates} common replicates`,
    textTable([['scenario', 'figure', 'difference', '±'], ...rows]),
    ...unmatched.map(
      ({ scenario, kitType, onlyIn }) =>
        `no difference of ${kitType}: only in ${answers[onlyIn === 'first' ? 0 : scenario]?.name}`,
    ),
  ].join('\n');
}

async function compare(typed: Typed, io: Io): Promise<Ending> {
  const paths = typed.options['scenario'] ?? [];
  if (paths.length < 2) throw new UsageError('--scenario is needed at least twice');
  const scenarios: unknown[] = [];
  for (const path of paths) {
    const scenario = readJsonFile(io, path);
    if (!scenario.ok) return refused(scenario.error);
    scenarios.push(scenario.value);
  }
  const pool = startSimulationPool();
  try {
    const answer = await compareScenarios(scenarios, runOptions(typed, io), pool);
    return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
  } finally {
    await pool.close();
  }
}

/** `forecast compare --scenario FILE --scenario FILE` */
export const command: Command = {
  options: {
    ...simulationOptions,
    scenario: {
      value: 'FILE',
      description: 'a scenario, JSON; two to six: the first is what the others are compared with',
      repeats: true,
    },
    ...outOption('differences and unmatched kit types'),
  },
  output:
    '`{ answers: [as forecast run], differences: [{ scenario (index), measure, kitType, difference { mean, error } }], unmatched: [{ scenario, kitType, onlyIn }] }`; `unmatched` are kit types that only one of the two has, without differences; a difference of `days` is null unless recruitment finishes in every replicate of both; a difference is the scenario less the first on the same subjects and visits, so its error is that of the difference',
  examples: [
    'forecast compare --scenario now.json --scenario higher.json --replicates 1000 --json',
    'forecast compare --scenario now.json --scenario later.json --out differences',
  ],
  run: withFiles(compare, comparisonTables),
};
