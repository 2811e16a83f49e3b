import { ringOf } from '../../node/ring-in-force.ts';
import { readFileSync } from 'node:fs';
import { machinePorts } from '../../node/machine-ports.ts';
import { machinePrinter } from '../../node/printer.ts';
import { recoverStore } from '../../node/store-file/recover-store.ts';
import { systemClock } from '../../node/system-clock.ts';
import { pathFrom, requiredText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { passphraseFor } from '../passphrases.ts';
import { machineOf } from '../store-access.ts';

async function recover(typed: Typed, io: Io): Promise<Ending> {
  const path = pathFrom(io, typed.positionals[0] as string);
  const ring = ringOf(path);
  if (!ring.ok) return refused(ring.error);
  const user = requiredText(typed, 'user');
  const shares = readFileSync(pathFrom(io, requiredText(typed, 'shares')), 'utf8')
    .split(/\s+/)
    .filter((share) => share !== '');
  const machine = machineOf(io);
  const ports = machinePorts({
    dataDirectory: machine.dataDirectory,
    clock: systemClock,
    printer: machinePrinter,
    emit: () => undefined,
    isCancelled: () => io.stop.aborted,
  });
  const recovered = await recoverStore(machine, ports, {
    path,
    ring: ring.value,
    shares,
    user,
    passphrase: await passphraseFor(io, user),
    reason: requiredText(typed, 'reason'),
  });
  if (!recovered.ok) return refused(recovered.error);
  return done(
    recovered.value,
    `${user} (${recovered.value.role}) can sign in on this machine again with the new passphrase.`,
  );
}

export const command: Command = {
  positionals: [{ name: 'PATH', description: 'the study file, its key ring beside it' }],
  options: {
    user: {
      value: 'NAME',
      description:
        'who gets access again; the new passphrase comes from CACHET_PASSPHRASE or a prompt',
    },
    shares: { value: 'FILE', description: 'the recovery shares, one a line' },
    reason: { value: 'TEXT', description: 'why; it goes into the trail' },
  },
  output: 'user; role',
  examples: [
    'store recover ./study.cachet --user maren --shares shares.txt --reason "laptop lost"',
  ],
  run: recover,
};
