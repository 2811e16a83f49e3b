import type { OutputOf } from '../../../shared/contracts/index.ts';
import { wholeNumber } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';
import { short, textTable } from '../text-table.ts';

type Answer = OutputOf<'forecast.backTest'>;

function report({ cuts, coverage, pitHistogram, decay }: Answer): string {
  const rows = cuts.map((cut) => [
    cut.day,
    cut.until,
    String(cut.sites),
    short(cut.mean, 4),
    `${cut.q05} to ${cut.q95}`,
    String(cut.actual),
    cut.isCovered ? 'within' : 'outside',
  ]);
  const covered =
    coverage === null
      ? 'No forecast has a result yet.'
      : `${short(100 * coverage.share, 3)} % ± ${short(100 * coverage.error, 2)} % of the 90 % intervals hold what came.`;
  return [
    textTable([['made on', 'until', 'sites', 'expected', '90 %', 'came', ''], ...rows]),
    covered,
    `PIT in ten equal bins: ${pitHistogram.join(' ')}`,
    decay.message ??
      `Rates do not decay: the later half of each site's time has ${short(decay.ratio, 3)} ± ${short(decay.error, 2)} of the earlier half's rate.`,
  ].join('\n');
}

async function backTest(typed: Typed, io: Io): Promise<Ending> {
  const input = {
    ahead: wholeNumber(typed, 'ahead', 7, 56, 1000),
    cuts: wholeNumber(typed, 'cuts', 2, 12, 60),
  };
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const answer = await core.dispatch({ name: 'forecast.backTest', input });
    return endingOf(answer, (value) => report(value as Answer));
  } finally {
    core.close();
  }
}

/** `forecast backtest --store PATH` */
export const command: Command = {
  options: {
    ...storeOption,
    ahead: {
      value: 'DAYS',
      description: 'days forecast ahead from each past day, 7 to 1000; 56 by default',
    },
    cuts: { value: 'N', description: 'past days, evenly spread, 2 to 60; 12 by default' },
  },
  output:
    '`{ engine, cuts: [{ day, recruited, sites, until, mean, q05, q95, actual, isCovered, pit }], coverage { share, error } or null, pitHistogram [10], decay { ratio, error, isDecaying, message } }`: forecasts of recruitment as they could have been made on past days, and what came; right ones cover nine of ten and have a flat histogram. Also for quality assurance and inspectors: it tells no arms.',
  examples: [
    'forecast backtest --store ./study.cachet --user planner --json',
    'forecast backtest --store ./demo.cachet --ahead 28 --cuts 20',
  ],
  run: backTest,
};
