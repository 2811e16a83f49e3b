import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { OpenStore, Ports } from '../../../shared/app/ports.ts';
import { record } from '../../../shared/app/record.ts';
import type { Decided } from '../../../shared/app/record.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { isUnblindedRole } from '../../../shared/domain/access/roles.ts';
import { sitesHoldKeys } from '../../../shared/domain/study/emergency-settings.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { breakKeysOf } from '../break-keys.ts';
import { writeAnchor } from '../anchor.ts';
import { syncDirectory } from '../durable-file.ts';
import { publicKeyInRing, withUser, writeKeyRing } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { openDatabase } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import type { KdfCost } from '../passphrase.ts';
import { ringHashOf } from '../ring-in-force.ts';
import { createSealer } from '../sealer.ts';
import { createSchema } from './migrate.ts';
import type { Machine } from './store-file.ts';

export const product = 'Cachet 0.1.0';

export interface FirstUser {
  readonly user: string;
  readonly printedName: string;
  readonly role: Role;
  readonly sites?: readonly string[];
  readonly passphrase: string;
  readonly mustChangePassphrase?: boolean;
  /** Of a site: the study named the person, who proved it with a code. */
  readonly confirmed?: 'code';
}

export interface NewStudy {
  readonly path: string;
  /** Chosen beforehand where it must be known before the file is there; a new one otherwise. */
  readonly storeId?: string;
  readonly definition: StudyDefinition;
  readonly definitionText: string;
  readonly fileName: string;
  /** The first is the founder in whose name the first entries stand. */
  readonly users: readonly [FirstUser, ...FirstUser[]];
  readonly demonstration: KeyRing['demonstration'];
  readonly cost?: KdfCost;
  /** More of the foundation, in the same transaction: events, and rows that no event makes. */
  readonly also?: {
    readonly events: readonly Decided[];
    readonly fill: (database: OpenDatabase) => void;
  };
}

/** Makes a study file and its key ring. A crash on the way leaves no study, never half of one. */
export async function createStore(
  machine: Machine,
  ports: Ports,
  study: NewStudy,
): Promise<Result<null, Refusal>> {
  if (existsSync(study.path)) return err(pathTaken(study.path));
  mkdirSync(dirname(study.path), { recursive: true, mode: 0o700 });
  const keys = { dataKey: randomBytes(32), unblindingKey: randomBytes(32) };
  const ring = await makeKeyRing(machine, study, keys);
  const unfinished = `${study.path}.unfinished`;
  for (const end of ['', '-wal', '-shm', '-journal'])
    rmSync(`${unfinished}${end}`, { force: true });
  const head = fillDatabase(unfinished, keys.dataKey, {
    machine,
    ports,
    study,
    ring,
  });
  writeAnchor(machine.dataDirectory, machine.device, {
    storeId: ring.storeId,
    device: machine.device.id,
    epoch: 1,
    ...head,
    at: ports.clock.now().instant,
  });
  writeKeyRing(study.path, ring);
  renameSync(unfinished, study.path);
  syncDirectory(dirname(study.path));
  refuseWithoutKey(study.path);
  keys.dataKey.fill(0);
  keys.unblindingKey.fill(0);
  return ok(null);
}

export const newStoreId = (): string => randomBytes(16).toString('hex');

/** A file is never written over. */
export const pathTaken = (path: string): Refusal =>
  refusal(
    'store-exists',
    `${path} exists already.`,
    'Choose another name; a study is never overwritten.',
  );

async function makeKeyRing(
  machine: Machine,
  study: NewStudy,
  keys: { readonly dataKey: Uint8Array; readonly unblindingKey: Uint8Array },
): Promise<KeyRing> {
  const storeId = study.storeId ?? newStoreId();
  let ring: KeyRing = {
    format: 'cachet-keys/1',
    storeId,
    founder: { device: machine.device.id, publicKey: toHex(machine.device.publicKey) },
    demonstration: study.demonstration,
    users: [],
    recovery: null,
  };
  for (const user of study.users) {
    const holds = isUnblindedRole(user.role) || study.definition.blinding === 'open-label';
    const breakKeys = breakKeysFor(study, user, keys.unblindingKey);
    ring = await withUser(ring, {
      user: user.user,
      role: user.role,
      passphrase: user.passphrase,
      keys: { dataKey: keys.dataKey, unblindingKey: holds ? keys.unblindingKey : null },
      deviceSecret: machine.device.secret,
      ...(breakKeys === null ? {} : { breakKeys }),
      ...(study.cost === undefined ? {} : { cost: study.cost }),
    });
  }
  return ring;
}

/** What a founder who works at sites needs to break the code of a subject there; null for everybody else. */
function breakKeysFor(
  { definition }: NewStudy,
  user: FirstUser,
  unblindingKey: Uint8Array,
): ReadonlyMap<string, Uint8Array> | null {
  if (user.role !== 'site-user' || !sitesHoldKeys(definition)) return null;
  const sealer = createSealer(unblindingKey);
  const keys = breakKeysOf(sealer, definition, user.sites ?? []);
  sealer.forget();
  return keys;
}

interface Filling {
  readonly machine: Machine;
  readonly ports: Ports;
  readonly study: NewStudy;
  readonly ring: KeyRing;
}

function fillDatabase(
  path: string,
  dataKey: Uint8Array,
  given: Filling,
): { readonly entries: number; readonly head: string } {
  const database = openDatabase(path, dataKey, { create: true });
  try {
    createSchema(database);
    const head = database.transaction(() => recordFoundation(database, given));
    return { entries: head.sequence, head: head.deviceHash };
  } finally {
    database.close();
  }
}

function recordFoundation(database: OpenDatabase, given: Filling) {
  const { machine, ports, study } = given;
  const [founder] = study.users;
  const now = ports.clock.now();
  const store: OpenStore = {
    db: database,
    device: { device: machine.device.id, epoch: 1, sign: (hash) => machine.device.sign(hash) },
    environment: study.definition.environment,
    transaction: (work) => work(),
    committed: () => undefined,
  };
  const context = {
    at: now.instant,
    offsetMinutes: now.offsetMinutes,
    user: founder.user,
    printedName: founder.printedName,
    role: founder.role,
    environment: study.definition.environment,
    procedure: 'store.create',
    requestId: null,
  };
  study.also?.fill(database);
  return record({ store, ports, sealer: null, context }, foundation(given));
}

function foundation({ machine, study, ring }: Filling): readonly Decided[] {
  const isDemonstration = study.demonstration !== 'no';
  return [
    {
      event: {
        kind: 'store-created',
        body: { storeId: ring.storeId, product, demonstration: isDemonstration },
      },
    },
    {
      event: {
        kind: 'device-enrolled',
        body: { device: machine.device.id, epoch: 1, publicKey: toHex(machine.device.publicKey) },
      },
    },
    {
      event: {
        kind: 'study-defined',
        body: {
          version: 1,
          fileName: study.fileName,
          text: study.definitionText,
          definition: study.definition as unknown as Json,
          changes: [],
        },
      },
      reason: 'first version',
    },
    ...study.users.map((user) => founderEvent(ring, user, study.definition)),
    ...(study.also?.events ?? []),
  ];
}

const founderEvent = (ring: KeyRing, user: FirstUser, definition: StudyDefinition): Decided => ({
  event: {
    kind: 'user-added',
    body: {
      user: user.user,
      printedName: user.printedName,
      role: user.role,
      sites: user.sites ?? [],
      awaitsUnblinding: false,
      mustChangePassphrase: user.mustChangePassphrase ?? false,
      publicKey: publicKeyInRing(ring, user.user) as string,
      ...(user.role === 'site-user' && sitesHoldKeys(definition) ? { breakKeys: true } : {}),
      ...(user.confirmed === undefined ? {} : { confirmed: user.confirmed }),
      ringHash: ringHashOf(ring),
    },
  },
});

/** Proves that the file is encrypted: without a key it must be "not a database". */
function refuseWithoutKey(path: string): void {
  let opened = false;
  try {
    openDatabase(path, new Uint8Array(32), { create: false }).close();
    opened = true;
  } catch {
    opened = false;
  }
  if (opened) throw new Error('the new study file opens without its key');
}
