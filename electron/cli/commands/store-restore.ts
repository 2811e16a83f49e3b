import { machinePorts } from '../../node/machine-ports.ts';
import { machinePrinter } from '../../node/printer.ts';
import { restoreStore } from '../../node/store-file/restore-store.ts';
import { systemClock } from '../../node/system-clock.ts';
import { pathFrom, requiredText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { accessStore, userOption } from '../store-access.ts';

async function restore(typed: Typed, io: Io): Promise<Ending> {
  const backup = pathFrom(io, typed.positionals[0] as string);
  const access = await accessStore(typed, io, backup);
  if (!access.ok) return refused(access.error);
  const { machine, ring, keys, user } = access.value;
  const ports = machinePorts({
    dataDirectory: machine.dataDirectory,
    clock: systemClock,
    printer: machinePrinter,
    emit: () => undefined,
    isCancelled: () => io.stop.aborted,
  });
  const restored = restoreStore(machine, ports, {
    backup,
    target: pathFrom(io, requiredText(typed, 'out')),
    dataKey: keys.dataKey,
    storeId: ring.storeId,
    user,
    reason: requiredText(typed, 'reason'),
    acceptsLoss: typed.switches.has('accept-loss'),
  });
  if (!restored.ok) return refused(restored.error);
  const { path, entries, missing, epoch } = restored.value;
  return done(
    restored.value,
    `${path} holds ${entries} entries and continues in epoch ${epoch}; ${missing} entries that this machine has seen are missing.`,
  );
}

export const command: Command = {
  positionals: [
    { name: 'BACKUP', description: 'a file made by `store backup`, its key ring beside it' },
  ],
  options: {
    ...userOption,
    out: { value: 'PATH', description: 'the new study file; it must not exist' },
    reason: { value: 'TEXT', description: 'why; it goes into the trail' },
    'accept-loss': {
      description: 'go on although the backup lacks entries that this machine has seen',
    },
  },
  output:
    'path; entries: held by the backup; missing: seen by this machine but lost; epoch: the new one',
  examples: ['store restore ./backup.cachet --out ./study-restored.cachet --reason "disk failed"'],
  run: restore,
};
