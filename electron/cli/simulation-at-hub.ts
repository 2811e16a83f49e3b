import type { OutputOf } from '../../shared/contracts/index.ts';
import { optionalText } from './arguments.ts';
import { UsageError } from './command.ts';
import type { Ending, Io, Option, Typed } from './command.ts';
import { readJsonFile } from './input-files.ts';
import { endingOf } from './reply-ending.ts';
import { refused } from './command.ts';
import { signedInCore, storeOption } from './store-access.ts';

/** Where a simulation is calculated, as typed. */
export const whereOptions: Readonly<Record<string, Option>> = {
  on: {
    value: 'WHERE',
    description:
      'here, or hub: on the workers of the hub of --store, and here what they leave. It does not change the result',
  },
  ...storeOption,
};

export function isAtHub(typed: Typed): boolean {
  const where = optionalText(typed, 'on') ?? 'here';
  if (where !== 'here' && where !== 'hub') throw new UsageError('--on is here or hub');
  return where === 'hub';
}

type Calculated = NonNullable<OutputOf<'forecast.run'>['calculated']>;

const inWords = ({ chunks, byWorkers, workers, refusal }: Calculated): string =>
  [
    ...(chunks === 0
      ? []
      : [`${byWorkers} of ${chunks} pieces were calculated by ${workers.join(', ') || 'nobody'}.`]),
    ...(refusal === null ? [] : [`${refusal.message} ${refusal.next}`]),
  ].join('\n');

/** Runs a simulation in the core of a study, whose machine knows the hub; where it was calculated goes to stderr. */
export async function simulatedAtHub<A>(
  name: 'forecast.run' | 'lab.multicentre',
  typed: Typed,
  io: Io,
  { path, replicates, seed }: { path: string; replicates: number; seed: number },
  report: (answer: A) => string,
): Promise<Ending> {
  const scenario = readJsonFile(io, path);
  if (!scenario.ok) return refused(scenario.error);
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const input = { scenario: scenario.value, replicates, seed, where: 'hub', job: 'cli' };
    const found = await core.dispatch({ name, input });
    if (found.kind !== 'ok') return endingOf(found, () => '');
    const { answer, calculated } = found.value as {
      readonly answer: A;
      readonly calculated?: Calculated;
    };
    if (calculated !== undefined) io.say(inWords(calculated));
    return { kind: 'done', json: answer, text: report(answer) };
  } finally {
    core.close();
  }
}
