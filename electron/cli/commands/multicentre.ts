import type { MulticentreAnswer } from '../../../shared/app/design-lab/multicentre.ts';
import { assessMulticentre } from '../../../shared/app/design-lab/multicentre.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { done, refused } from '../command.ts';
import { readJsonFile } from '../input-files.ts';
import { SIMULATION_OPTIONS, runOptions } from '../simulation-options.ts';
import { short, textTable } from '../text-table.ts';

function report({ recruitment, designs, replicates }: MulticentreAnswer): string {
  const { mean, sd, min, max } = recruitment.days;
  const rows = Object.entries(designs).map(([name, design]) => [
    name,
    ...[design.PD, design.PCG_convergence, design.SD_abs_D, design.P_skewed, design.L1.mean].map(
      (one) => short(one, 4),
    ),
  ]);
  return [
    `${replicates} trials; days to the last subject: mean ${short(mean, 4)}, SD ${short(sd, 3)}, ${short(min, 4)} to ${short(max, 4)}`,
    textTable([['design', 'PD', 'PCG', 'SD |D|', 'P(skewed)', 'mean L1'], ...rows]),
  ].join('\n');
}

export const command: Command = {
  options: SIMULATION_OPTIONS,
  output:
    '`{ recruitment: { days, centres_by_count }, designs: { NAME: { PD, PCG_convergence, PCG_deterministic, SD_abs_D, P_skewed, L1, L2, L3, RE1, RE2, RE3, P_imbalance: { trial, region, centre }, error } } }`; days in days, L in subjects, imbalances as P(at least 0, 1, 2 …); a scenario has n, centres, regions, activation_days, rate { alpha, beta } and designs',
  examples: ['multicentre --scenario s.json --replicates 10000 --seed 7 --workers 2 --json'],
  run: async (typed, io) => {
    const path = requiredText(typed, 'scenario');
    const options = runOptions(typed, io);
    const scenario = readJsonFile(io, path);
    if (!scenario.ok) return refused(scenario.error);
    const pool = startSimulationPool();
    try {
      const answer = await assessMulticentre(scenario.value, options, pool);
      return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
    } finally {
      await pool.close();
    }
  },
};
