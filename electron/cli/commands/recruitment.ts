import type { RecruitmentAnswer } from '../../../shared/app/design-lab/recruitment.ts';
import { forecastRecruitment } from '../../../shared/app/design-lab/recruitment.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { done, refused } from '../command.ts';
import { readJsonFile } from '../input-files.ts';
import { SIMULATION_OPTIONS, runOptions } from '../simulation-options.ts';
import { short, textTable } from '../text-table.ts';

function report({ days, fan, replicates }: RecruitmentAnswer): string {
  const rows = fan.map(({ day, q05, q50, q95 }) =>
    [day, q05, q50, q95].map((one) => short(one, 4)),
  );
  return [
    `${replicates} trials; days to the last subject: mean ${short(days.mean, 4)}, 90 % within ${short(days.q05, 4)} to ${short(days.q95, 4)}`,
    textTable([['day', '5 %', '50 %', '95 %'], ...rows]),
  ].join('\n');
}

export const command: Command = {
  options: SIMULATION_OPTIONS,
  output:
    '`{ days: { mean, sd, q05, q25, q50, q75, q95, min, max }, centres_by_count: [mean number of centres with 0, 1, 2 … subjects], fan: [{ day, mean, q05, q25, q50, q75, q95 }] }`; days in days, the fan in subjects recruited by that day; a scenario has n, centres, activation_days, rate { alpha, beta } and fan_days',
  examples: ['recruitment --scenario r.json --replicates 10000 --seed 7 --json'],
  run: async (typed, io) => {
    const path = requiredText(typed, 'scenario');
    const options = runOptions(typed, io);
    const scenario = readJsonFile(io, path);
    if (!scenario.ok) return refused(scenario.error);
    const pool = startSimulationPool();
    try {
      const answer = await forecastRecruitment(scenario.value, options, pool);
      return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
    } finally {
      await pool.close();
    }
  },
};
