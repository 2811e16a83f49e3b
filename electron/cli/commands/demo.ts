import { refusal } from '../../../shared/base/refusal.ts';
import { buildDemonstration } from '../../node/demonstration/build-demonstration.ts';
import { createCore } from '../../node/core.ts';
import { demonstrationPassphrase, demonstrationPeople } from '../../node/demonstration/people.ts';
import { resourcesDirectory } from '../../node/places.ts';
import { weakPassphrase } from '../../node/passphrase.ts';
import { machinePrinter } from '../../node/printer.ts';
import { rememberStudy } from '../../node/recent-studies.ts';
import { optionalText, pathFrom, requiredText } from '../arguments.ts';
import { done, refused, UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { machineOf } from '../store-access.ts';

async function demo(typed: Typed, io: Io): Promise<Ending> {
  const path = pathFrom(io, requiredText(typed, 'store'));
  const scale = optionalText(typed, 'scale') ?? 'small';
  if (scale !== 'small' && scale !== 'full') throw new UsageError('--scale takes small or full');
  const passphrase = io.environment['CACHET_PASSPHRASE'];
  const weak = passphrase === undefined ? null : weakPassphrase(passphrase, 'cachet');
  if (weak !== null)
    return refused(refusal(weak.rule, weak.message, 'Set another CACHET_PASSPHRASE.'));
  const machine = machineOf(io);
  const built = await buildDemonstration(
    {
      machine,
      resources: resourcesDirectory(),
      createCore,
      printer: machinePrinter,
      cost: undefined,
      progress: (count, total, message) => {
        if (count % 200 === 0) io.say(`${message}: ${count} of ${total}`);
      },
    },
    { path, scale, ...(passphrase === undefined ? {} : { passphrase }) },
  );
  if (!built.ok) return refused(built.error);
  rememberStudy(machine.dataDirectory, path);
  const people = demonstrationPeople.map(({ user, role }) => ({ user, role }));
  const shown =
    passphrase === undefined ? `"${demonstrationPassphrase}"` : 'from CACHET_PASSPHRASE';
  return done(
    { store: path, scale, done: built.value.done, people },
    [
      `Built ${path}:`,
      ...built.value.done.map((line) => `  ${line}`),
      `Sign in as ${people.map(({ user, role }) => `${user} (${role})`).join(', ')}; passphrase ${shown}.`,
    ].join('\n'),
  );
}

export const command: Command = {
  options: {
    store: { value: 'PATH', description: 'the study file to make; it must not exist' },
    scale: { value: 'small|full', description: '10 sites, or 80 sites; small by default' },
  },
  output:
    'store: path; scale; done: what was done, in sentences; people: who can sign in. All passphrases are CACHET_PASSPHRASE, or the published one.',
  examples: ['demo --store ./demo.cachet', 'demo --store ./full.cachet --scale full --json'],
  run: demo,
};
