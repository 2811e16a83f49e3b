import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { isClockBehind } from '../../../shared/app/clock/clock-guard.ts';
import type { OpenStore, Ports } from '../../../shared/app/ports.ts';
import { record } from '../../../shared/app/record.ts';
import type { Decided } from '../../../shared/app/record.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { isUnblindedRole } from '../../../shared/domain/access/roles.ts';
import { sitesHoldKeys } from '../../../shared/domain/study/emergency-settings.ts';
import { holdsBreakKeys } from '../../../shared/store/queries/break-envelopes.ts';
import { latestTime } from '../../../shared/store/queries/latest-time.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { writeAnchor } from '../anchor.ts';
import { breakKeysOf } from '../break-keys.ts';
import { publicKeyInRing, withUser } from '../key-ring.ts';
import type { KeyRing, StoreKeys } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { weakPassphrase } from '../passphrase.ts';
import type { KdfCost } from '../passphrase.ts';
import { recoverKeys } from '../recovery.ts';
import { changeRing } from '../ring-change.ts';
import { rolledBack } from '../ring-in-force.ts';
import { createSealer } from '../sealer.ts';
import { ringToRecover } from './ring-to-recover.ts';
import { freshnessRefusal, openStoreDatabase } from './store-file.ts';
import type { Machine } from './store-file.ts';
import { secretsFor } from '../study-secret.ts';

export interface RecoveryRequest {
  readonly path: string;
  readonly ring: KeyRing;
  /** As they were printed, at least as many as the threshold. */
  readonly shares: readonly string[];
  readonly user: string;
  readonly passphrase: string;
  readonly reason: string;
  readonly cost?: KdfCost;
}

/**
 * Gives one person access again on this machine, with a new passphrase, when passphrases or the device are lost:
 * enough recovery shares stand in for both. The entry says who it was and why; nobody else's access changes. A file
 * that does not continue the checkpoint of this machine is refused as at sign-in, and the checkpoint stays.
 */
export async function recoverStore(
  machine: Machine,
  ports: Ports,
  request: RecoveryRequest,
): Promise<Result<{ readonly user: string; readonly role: Role }, Refusal>> {
  const { ring, shares, user } = request;
  const keys =
    ring.recovery === null ? null : await recoverKeys(ring.storeId, ring.recovery, shares);
  if (keys === null) return err(sharesRefusal(ring, shares.length));
  const weak = weakPassphrase(request.passphrase, user);
  if (weak !== null) return err(weak);
  const opened = openStoreDatabase(request.path, keys.dataKey);
  if (!opened.ok) return opened;
  try {
    // Whoever holds shares could otherwise put an older file in the place of the study and have it anchored.
    const behind = freshnessRefusal(opened.value, machine);
    if (behind !== null) return err(behind);
    const base = ringToRecover(request, opened.value, keys);
    if (base === null) return err(rolledBack);
    const person = opened.value
      .prepare(
        `SELECT printed_name AS printedName, role, sites, awaits_unblinding AS awaitsUnblinding
         FROM person WHERE user = ? AND status = 'active'`,
      )
      .get<Person>(user);
    if (person === undefined) return err(unknownPerson(user));
    await giveAccess(
      machine,
      ports,
      { ...request, ring: base },
      {
        database: opened.value,
        keys,
        person,
      },
    );
    return ok({ user, role: person.role });
  } finally {
    opened.value.close();
  }
}

interface Person {
  readonly printedName: string;
  readonly role: Role;
  /** JSON. */
  readonly sites: string;
  /** 1 while nobody has granted the key to the arms. */
  readonly awaitsUnblinding: number;
}

const sharesRefusal = (ring: KeyRing, given: number): Refusal =>
  ring.recovery === null
    ? refusal(
        'no-recovery',
        'The study was made without recovery shares.',
        'Only somebody who can still sign in can give access.',
      )
    : refusal(
        'recovery-shares',
        `The ${given} shares do not open the study: too few, damaged, or of another study.`,
        `Bring at least ${ring.recovery.threshold} of the ${ring.recovery.shares} shares together.`,
      );

const unknownPerson = (user: string): Refusal =>
  refusal('user-unknown', `Nobody active is called ${user}.`, 'Name a person of the study.');

interface Recovering {
  readonly database: OpenDatabase;
  readonly keys: StoreKeys;
  readonly person: Person;
}

async function giveAccess(
  machine: Machine,
  ports: Ports,
  request: RecoveryRequest,
  { database, keys, person }: Recovering,
): Promise<void> {
  const { definition } = currentDefinition(database);
  // Shares give back what was lost; what was never granted they do not grant.
  const holds =
    (isUnblindedRole(person.role) || definition.blinding === 'open-label') &&
    person.awaitsUnblinding === 0;
  const breakKeys = lostBreakKeys(request.user, { database, keys, person });
  const next = await withUser(request.ring, {
    user: request.user,
    role: person.role,
    passphrase: request.passphrase,
    keys: { dataKey: keys.dataKey, unblindingKey: holds ? keys.unblindingKey : null },
    deviceSecret: secretsFor(machine, request.ring.storeId),
    ...(breakKeys === undefined ? {} : { breakKeys }),
    ...(request.cost === undefined ? {} : { cost: request.cost }),
  });
  const publicKey = publicKeyInRing(next, request.user) as string;
  changeRing(request.path, next, (ringHash) => {
    const given = breakKeys === undefined ? {} : { breakKeys: true as const };
    const body = { user: request.user, publicKey, ringHash, ...given, ...clockOf(ports, database) };
    recordRecovery(machine, ports, request, { database, person }, [
      ...enrolment(machine, database),
      { event: { kind: 'access-recovered', body }, reason: request.reason },
    ]);
  });
}

/** Whoever lost access cannot vouch for the clock first: that it was set back stands in the entry. */
function clockOf(ports: Ports, database: OpenDatabase): { readonly clockBehind?: string } {
  const latest = latestTime(database);
  const isBehind = isClockBehind(ports.clock.now(), latest);
  return isBehind && latest !== undefined ? { clockBehind: latest } : {};
}

/** The keys to sealed treatments that the lost wrap held; undefined when it held none. */
function lostBreakKeys(
  user: string,
  { database, keys, person }: Recovering,
): ReadonlyMap<string, Uint8Array> | undefined {
  const { definition } = currentDefinition(database);
  const { unblindingKey } = keys;
  if (unblindingKey === null || !sitesHoldKeys(definition)) return undefined;
  if (!holdsBreakKeys(database, user)) return undefined;
  return breakKeysOf(
    createSealer(unblindingKey),
    definition,
    JSON.parse(person.sites) as readonly string[],
  );
}

/** A machine that the study does not know yet begins its own chain. */
function enrolment({ device }: Machine, database: OpenDatabase): readonly Decided[] {
  const isKnown = database.prepare('SELECT 1 FROM device WHERE device = ?').get(device.id);
  if (isKnown !== undefined) return [];
  const body = { device: device.id, epoch: 1, publicKey: toHex(device.publicKey) };
  return [{ event: { kind: 'device-enrolled', body } }];
}

function recordRecovery(
  { dataDirectory, device }: Machine,
  ports: Ports,
  { ring, user }: RecoveryRequest,
  { database, person }: Pick<Recovering, 'database' | 'person'>,
  events: readonly Decided[],
): void {
  const now = ports.clock.now();
  const epoch =
    database.prepare('SELECT epoch FROM device WHERE device = ?').get<{ epoch: number }>(device.id)
      ?.epoch ?? 1;
  const store: OpenStore = {
    db: database,
    device: { device: device.id, epoch, sign: (hash) => device.sign(hash) },
    environment: currentDefinition(database).definition.environment,
    transaction: (work) => database.transaction(work),
    committed: () => undefined,
  };
  const context = {
    at: now.instant,
    offsetMinutes: now.offsetMinutes,
    user,
    printedName: person.printedName,
    role: person.role,
    environment: store.environment,
    procedure: 'store.recover',
    requestId: null,
  };
  const head = store.transaction(() => record({ store, ports, sealer: null, context }, events));
  writeAnchor(dataDirectory, device, {
    storeId: ring.storeId,
    device: device.id,
    epoch,
    entries: head.sequence,
    head: head.deviceHash,
    at: now.instant,
  });
}
