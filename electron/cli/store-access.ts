import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import type { Core } from '../node/core-settings.ts';
import { createCore } from '../node/core.ts';
import { demonstrationPassphrase, demonstrationPeople } from '../node/demonstration/people.ts';
import type { KeyRing, StoreKeys } from '../node/key-ring.ts';
import { loadDevice } from '../node/device.ts';
import { authenticates, openKeyRing, publicKeyInRing } from '../node/key-ring.ts';
import { dataDirectory, resourcesDirectory } from '../node/places.ts';
import { machinePrinter } from '../node/printer.ts';
import { foreignKeyRefusal } from '../node/recorded-key.ts';
import { ringOf, ringRefusal } from '../node/ring-in-force.ts';
import { SignInGuard } from '../node/sign-in-guard.ts';
import { machineFor } from '../node/site-identity.ts';
import { openStoreDatabase } from '../node/store-file/store-file.ts';
import type { Machine } from '../node/store-file/store-file.ts';
import { systemClock } from '../node/system-clock.ts';
import { optionalText, pathFrom } from './arguments.ts';
import type { Io, Option, Typed } from './command.ts';
import { UsageError } from './command.ts';
import { passphraseFor } from './passphrases.ts';
import { secretsFor } from '../node/study-secret.ts';

/** Options of every command that works on a study. */
export const userOption: Readonly<Record<string, Option>> = {
  user: {
    value: 'NAME',
    description:
      'who works; the passphrase comes from CACHET_PASSPHRASE or a prompt (a demonstration knows its own)',
  },
};

export const storeOption: Readonly<Record<string, Option>> = {
  store: { value: 'PATH', description: 'the study file' },
  ...userOption,
};

export interface StoreAccess {
  readonly path: string;
  readonly machine: Machine;
  readonly ring: KeyRing;
  readonly keys: StoreKeys;
  readonly user: string;
}

export const machineOf = (io: Io): Machine => {
  const directory = dataDirectory(io.environment);
  return { dataDirectory: directory, device: loadDevice(directory) };
};

/** Opens the keys of a study for a command that looks at the file itself. Leaves no entry. */
export async function accessStore(
  typed: Typed,
  io: Io,
  path: string,
): Promise<Result<StoreAccess, Refusal>> {
  const ring = ringOf(path);
  if (!ring.ok) return ring;
  const machine = machineOf(io);
  const { user, passphrase } = await credentials(typed, io, ring.value);
  const guard = new SignInGuard(
    machine.dataDirectory,
    ring.value.storeId,
    () => Date.now(),
    (name) => publicKeyInRing(ring.value, name) !== null,
  );
  const wait = guard.mustWait(user);
  if (wait !== null) return err(wait);
  const deviceSecret = secretsFor(machine, ring.value.storeId);
  const keys = await openKeyRing(ring.value, { user, passphrase, deviceSecret });
  if (keys === null) {
    guard.failed(user);
    return err(wrongPassphrase(user));
  }
  guard.succeeded(user);
  const stranger = strangerRefusal(path, keys, ring.value, user);
  if (stranger !== null) return err(stranger);
  return ok({ path, machine: machineFor(machine, ring.value), ring: ring.value, keys, user });
}

const wrongPassphrase = (user: string): Refusal =>
  refusal(
    'sign-in-failed',
    `The passphrase of ${user} is not right, or the study was not made on this device.`,
    'Set CACHET_PASSPHRASE, name another --user, or work on the device where the person was added.',
  );

/** An old key ring, somebody whose access ended, or whose wrap the trail does not know. A file that cannot be opened is for the command to say. */
function strangerRefusal(
  path: string,
  keys: StoreKeys,
  ring: KeyRing,
  user: string,
): Refusal | null {
  const opened = openStoreDatabase(path, keys.dataKey);
  if (!opened.ok) return null;
  try {
    const rolledBack = ringRefusal(opened.value, ring);
    if (rolledBack !== null) return rolledBack;
    const person = opened.value
      .prepare('SELECT status FROM person WHERE user = ?')
      .get<{ status: string }>(user);
    if (person?.status === 'active') return foreignKeyRefusal(opened.value, ring, user);
    return refusal(
      'user-deactivated',
      `${user} has no active access to this study.`,
      'Ask the administrator of the study.',
    );
  } finally {
    opened.value.close();
  }
}

/** Who works, and the passphrase from the environment, the prompt or the demonstration. */
export async function credentials(
  typed: Typed,
  io: Io,
  ring: KeyRing,
): Promise<{ readonly user: string; readonly passphrase: string }> {
  const isDemonstration = ring.demonstration !== 'no';
  const user =
    optionalText(typed, 'user') ??
    (isDemonstration
      ? demonstrationPeople.find(({ role }) => role === 'unblinded-pharmacist')?.user
      : undefined);
  if (user === undefined) throw new UsageError('--user is missing');
  const own = io.environment['CACHET_PASSPHRASE'];
  const isPublished = ring.demonstration === 'published-passphrases';
  const isOwn = isPublished && own !== undefined && (await opensWith(io, ring, user, own));
  const passphrase =
    isPublished && !isOwn ? demonstrationPassphrase : await passphraseFor(io, user);
  return { user, passphrase };
}

async function opensWith(
  io: Io,
  ring: KeyRing,
  user: string,
  passphrase: string,
): Promise<boolean> {
  const deviceSecret = secretsFor(machineOf(io), ring.storeId);
  return authenticates(ring, { user, passphrase, deviceSecret });
}

/** A core of this process, with progress on stderr. */
export function coreOf(io: Io, storePath?: string): Core {
  return createCore({
    dataDirectory: dataDirectory(io.environment),
    resources: resourcesDirectory(),
    ...(storePath === undefined ? {} : { storePath }),
    clock: systemClock,
    printer: machinePrinter,
    emit: (event) => {
      if (event.kind === 'progress') {
        io.say(`${event.message}: ${event.done} of ${event.total}`);
      }
    },
    isCancelled: () => io.stop.aborted,
  });
}

/** Signs in on a core of this process; the caller closes the core. */
export async function signedInCore(
  typed: Typed,
  io: Io,
): Promise<{ readonly core: Core; readonly reply: Reply }> {
  const store = optionalText(typed, 'store');
  if (store === undefined) throw new UsageError('--store is missing');
  const path = pathFrom(io, store);
  const ring = ringOf(path);
  const core = coreOf(io, path);
  if (!ring.ok) return { core, reply: { kind: 'refused', refusal: ring.error } };
  const input = await credentials(typed, io, ring.value);
  return { core, reply: await core.dispatch({ name: 'session.signIn', input }) };
}
