import { runForecast } from '../../../shared/app/forecast/run-forecast.ts';
import type { ForecastAnswer } from '../../../shared/contracts/forecast-answer.ts';
import type { Command } from '../command.ts';
import { outOption, withFiles } from '../forecast-files.ts';
import { forecastTables } from '../forecast-tables.ts';
import { simulationCommand } from '../simulation-command.ts';
import { short, textTable } from '../text-table.ts';

const percent = (share: number): string => `${short(100 * share, 3)} %`;

const whenOf = ({ days, dates }: ForecastAnswer['recruitment']): string =>
  days.q50 === null
    ? 'the median is not reached within the horizon'
    : `median day ${short(days.q50, 4)} (${dates.q50}), 90 % within ${dates.q05 ?? 'later'} to ${dates.q95 ?? 'later'}`;

function report(answer: ForecastAnswer): string {
  const { recruitment, stockOut, shipments, cost, replicates, warnings } = answer;
  const { finished, target } = recruitment;
  const rows = answer.kits.map((row) => [
    row.kitType,
    ...[row.packaged, row.used, row.shipped, row.expiredAtSites, row.expiredAtDepots].map(
      ({ mean }) => short(mean, 4),
    ),
    `${short(row.wastePercent.mean, 3)} %`,
  ]);
  return [
    `${answer.name}: ${replicates} replicates, seed ${answer.seed}`,
    `recruitment of ${target}: ${percent(finished.share)} ± ${percent(finished.error)} finish; ${whenOf(recruitment)}`,
    `stock-out in ${percent(stockOut.any.share)} ± ${percent(stockOut.any.error)} of the replicates; ${short(stockOut.missed.mean, 3)} visits missed on average`,
    `shipments ${short(shipments.mean, 4)} ± ${short(shipments.errors.mean, 2)}; cost ${short(cost.total.mean, 5)} ± ${short(cost.total.errors.mean, 2)}`,
    textTable([
      ['kit type', 'packaged', 'used', 'shipped', 'expired at sites', 'at depots', 'waste'],
      ...rows,
    ]),
    ...warnings.map(({ path, message }) => `warning ${path}: ${message}`),
  ].join('\n');
}

const simulate = simulationCommand(
  runForecast,
  report,
  {
    output:
      'recruitment { finished, days and dates (null beyond what the replicates reach), byTargetDate, screened, sitesByCount }, overtaken, stockOut { any, missed, delayed, missedPercent, first, bySite }, heat (site × week), kits by type, shipments, cost, overage, packaging, lots, transfers, demand by kit type, site and week, bands by week, warnings with their place; days in days from the start, kits in kits; members named error or errors are Monte-Carlo standard errors',
    examples: [
      'forecast run --scenario f.json --replicates 1000 --seed 7 --json',
      'forecast run --scenario f.json --replicates 10000 --workers 2 --out results',
      'forecast run --scenario f.json --replicates 100000 --on hub --store ./study.cachet --user maren',
    ],
  },
  'forecast.run',
);

/** `forecast run --scenario FILE` */
export const command: Command = {
  ...simulate,
  options: {
    ...simulate.options,
    ...outOption(
      'bands, demand, kits, stock-outs, heat, lots, packaging, recruitment, sites, cost, overage and transfers',
    ),
  },
  run: withFiles(simulate.run, forecastTables),
};
