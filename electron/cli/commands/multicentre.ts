import type { MulticentreAnswer } from '../../../shared/app/design-lab/multicentre.ts';
import { assessMulticentre } from '../../../shared/app/design-lab/multicentre.ts';
import { simulationCommand } from '../simulation-command.ts';
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

export const command = simulationCommand(
  assessMulticentre,
  report,
  {
    output:
      '`{ recruitment: { days, centres_by_count }, designs: { NAME: { PD, PCG_convergence, PCG_deterministic, SD_abs_D, P_skewed, L1, L2, L3, RE1, RE2, RE3, P_imbalance: { trial, region, centre }, error } } }`; days in days, L in subjects, imbalances as P(at least 0, 1, 2 …); a scenario has n, centres, regions, activation_days, rate { alpha, beta } and designs; optional are regions, 1 by default, and published_rounding: true for whole days with the patients of a day in the order of their centres, as published figures were made; quantiles are order statistics, of days up to 100,000 replicates and of L and RE up to 10,000, beyond that right to 1 in 1,000',
    examples: [
      'multicentre --scenario s.json --replicates 10000 --seed 7 --workers 2 --json',
      'multicentre --scenario s.json --replicates 1000000 --on hub --store ./study.cachet --user maren',
    ],
  },
  'lab.multicentre',
);
