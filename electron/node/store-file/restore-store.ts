import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { OpenStore, Ports } from '../../../shared/app/ports.ts';
import { record } from '../../../shared/app/record.ts';
import { readHead } from '../../../shared/store/ledger-store.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import type { AnchorFound } from '../anchor.ts';
import { readAnchor, writeAnchor } from '../anchor.ts';
import type { Device } from '../device.ts';
import { syncDirectory } from '../durable-file.ts';
import { keyRingPath } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { anchorRefusal, openStoreDatabase, studyOf } from './store-file.ts';
import type { Machine } from './store-file.ts';

export interface RestoreDone {
  readonly path: string;
  /** Entries that the backup holds. */
  readonly entries: number;
  /** Entries that this machine has seen and the backup does not hold; 0 when it lost nothing. */
  readonly missing: number;
  readonly epoch: number;
}

export interface RestoreRequest {
  readonly backup: string;
  readonly target: string;
  readonly dataKey: Uint8Array;
  readonly storeId: string;
  readonly user: string;
  readonly reason: string;
  /** Accepts that entries which this machine has seen are missing from the backup. */
  readonly acceptsLoss: boolean;
}

/**
 * Makes a study file from a backup, under a new name. The restored study continues in a new epoch of this device,
 * so that entries made after the backup can never be confused with new ones.
 */
export function restoreStore(
  machine: Machine,
  ports: Ports,
  request: RestoreRequest,
): Result<RestoreDone, Refusal> {
  const { backup, target, dataKey } = request;
  if (existsSync(target) || existsSync(keyRingPath(target))) {
    return err(refusal('target-exists', `${target} exists already.`, 'Choose a new name.'));
  }
  const unfinished = `${target}.unfinished`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  copyFileSync(backup, unfinished);
  chmodSync(unfinished, 0o600);
  const opened = openStoreDatabase(unfinished, dataKey);
  if (!opened.ok) {
    rmSync(unfinished, { force: true });
    return opened;
  }
  const restored = continueInNewEpoch(machine, ports, request, opened.value);
  opened.value.close();
  if (!restored.ok) {
    rmSync(unfinished, { force: true });
    return restored;
  }
  copyFileSync(keyRingPath(backup), keyRingPath(target));
  chmodSync(keyRingPath(target), 0o600);
  renameSync(unfinished, target);
  syncDirectory(dirname(target));
  return ok({ path: target, ...restored.value });
}

function continueInNewEpoch(
  machine: Machine,
  ports: Ports,
  request: RestoreRequest,
  database: OpenDatabase,
): Result<Omit<RestoreDone, 'path'>, Refusal> {
  const anchor = readAnchor(machine.dataDirectory, studyOf(database), machine.device);
  const { sequence } = readHead(database, machine.device.id);
  const missing = anchor.kind === 'anchor' ? Math.max(0, anchor.checkpoint.entries - sequence) : 0;
  const stopped = lossRefusal(database, anchor, missing, request.acceptsLoss);
  if (stopped !== null) return err(stopped);
  const epoch = nextEpoch(database, machine.device.id, anchor);
  const uncertain = anchor.kind === 'missing';
  recordRestore(machine, ports, request, { database, epoch, sequence, missing, uncertain });
  return ok({ entries: sequence, missing, epoch });
}

function lossRefusal(
  database: OpenDatabase,
  anchor: AnchorFound,
  missing: number,
  acceptsLoss: boolean,
): Refusal | null {
  const behind = anchorRefusal(database, anchor);
  // Restoring is the way out when the checkpoint was lost.
  if (behind === null || behind.rule === 'anchor-missing') return null;
  if (behind.rule === 'store-rolled-back' && acceptsLoss) return null;
  if (behind.rule !== 'store-rolled-back') return behind;
  return refusal(
    'restore-loses-entries',
    `The backup lacks the last ${missing} entries that this machine has seen.`,
    'Look for a newer backup; or accept the loss explicitly (--accept-loss), enter what is missing again, and say why.',
  );
}

function nextEpoch(database: OpenDatabase, device: string, anchor: AnchorFound): number {
  const known = database
    .prepare('SELECT epoch FROM device WHERE device = ?')
    .get<{ epoch: number }>(device)?.epoch;
  const anchored = anchor.kind === 'anchor' ? anchor.checkpoint.epoch : 0;
  return Math.max(known ?? 0, anchored) + 1;
}

interface Continuing {
  readonly database: OpenDatabase;
  readonly epoch: number;
  readonly sequence: number;
  readonly missing: number;
  /** The checkpoint was lost: nobody knows how many entries are missing. */
  readonly uncertain: boolean;
}

function recordRestore(
  machine: Machine,
  ports: Ports,
  request: RestoreRequest,
  { database, epoch, sequence, missing, uncertain }: Continuing,
): void {
  const { device } = machine;
  const now = ports.clock.now();
  const store = restoredStore(database, device, epoch);
  const publicKey = toHex(device.publicKey);
  const unknown = uncertain ? { uncertain } : {};
  const context = {
    ...whoRestores(database, request.user),
    at: now.instant,
    offsetMinutes: now.offsetMinutes,
    environment: store.environment,
  };
  const head = store.transaction(() =>
    record({ store, ports, sealer: null, context }, [
      { event: { kind: 'device-enrolled', body: { device: device.id, epoch, publicKey } } },
      {
        event: { kind: 'store-restored', body: { entries: sequence, missing, epoch, ...unknown } },
        reason: request.reason,
      },
    ]),
  );
  writeAnchor(machine.dataDirectory, device, {
    storeId: request.storeId,
    device: device.id,
    epoch,
    entries: head.sequence,
    head: head.deviceHash,
    at: now.instant,
  });
}

const restoredStore = (database: OpenDatabase, device: Device, epoch: number): OpenStore => ({
  db: database,
  device: { device: device.id, epoch, sign: (hash) => device.sign(hash) },
  environment: currentDefinition(database).definition.environment,
  transaction: (work) => database.transaction(work),
  committed: () => undefined,
});

function whoRestores(database: OpenDatabase, user: string) {
  const person = database
    .prepare('SELECT printed_name, role FROM person WHERE user = ?')
    .get(user) as { printed_name: string; role: never };
  return {
    user,
    printedName: person.printed_name,
    role: person.role,
    procedure: 'store.restore',
    requestId: null,
  };
}
