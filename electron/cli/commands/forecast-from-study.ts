import type { OutputOf } from '../../../shared/contracts/index.ts';
import { optionalText, wholeNumber } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeNewFile } from '../output-files.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

type Made = OutputOf<'forecast.scenario'>;

function endingOfScenario({ scenario, assumed }: Made, typed: Typed, io: Io): Ending {
  for (const { path, message } of assumed) io.say(`assumed ${path}: ${message}`);
  const text = JSON.stringify(scenario, null, 2);
  const out = optionalText(typed, 'out');
  if (out === undefined) return done(scenario, text);
  // It names arms and kit types: nobody else on the machine may read it.
  const written = writeNewFile(io, out, `${text}\n`, 0o600);
  return written.ok
    ? done({ file: written.value, assumed }, written.value)
    : refused(written.error);
}

async function fromStudy(typed: Typed, io: Io): Promise<Ending> {
  const horizonDays = wholeNumber(typed, 'days', 30, 365);
  const name = optionalText(typed, 'name');
  const input = { horizonDays, ...(name === undefined ? {} : { name }) };
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const answer = await core.dispatch({ name: 'forecast.scenario', input });
    if (answer.kind !== 'ok') return endingOf(answer, () => '');
    return endingOfScenario(answer.value as Made, typed, io);
  } finally {
    core.close();
  }
}

/** `forecast from-study --store PATH` */
export const command: Command = {
  options: {
    ...storeOption,
    days: { value: 'D', description: 'days to look ahead; 365 by default' },
    name: { value: 'TEXT', description: 'name of the scenario' },
    out: {
      value: 'FILE',
      description: 'write it there, readable by you alone; nothing is overwritten',
      makes: 'file',
    },
  },
  output:
    'the scenario of the study as it stands: sites, subjects with their arms, stock by lot, shipments under way, resupply settings in force; unblinded. What had to be assumed is told on stderr.',
  examples: [
    'forecast from-study --store ./study.cachet --user planner --out now.json',
    'forecast from-study --store ./demo.cachet --days 540 --json',
  ],
  run: fromStudy,
};
