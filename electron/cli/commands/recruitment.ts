import type { RecruitmentAnswer } from '../../../shared/app/design-lab/recruitment.ts';
import { forecastRecruitment } from '../../../shared/app/design-lab/recruitment.ts';
import { simulationCommand } from '../simulation-command.ts';
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

export const command = simulationCommand(forecastRecruitment, report, {
  output:
    '`{ days: { mean, sd, q05, q25, q50, q75, q95, min, max }, centres_by_count: [mean number of centres with 0, 1, 2 … subjects], fan: [{ day, mean, q05, q25, q50, q75, q95 }] }`; days in days, the fan in subjects recruited by that day; a scenario has n, centres, activation_days, rate { alpha, beta } and optionally fan_days; quantiles of days are order statistics up to 100,000 replicates, beyond that right to 1 in 1,000',
  examples: ['recruitment --scenario r.json --replicates 10000 --seed 7 --json'],
});
