import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { toHex } from '../../../shared/base/hex.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { OpenStore, Ports } from '../../../shared/app/ports.ts';
import { record } from '../../../shared/app/record.ts';
import type { Decided } from '../../../shared/app/record.ts';
import type { Checkpoint } from '../../../shared/ledger/checkpoint.ts';
import { readHead } from '../../../shared/store/ledger-store.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import type { AnchorFound } from '../anchor.ts';
import { readAnchor, writeAnchor } from '../anchor.ts';
import type { Device } from '../device.ts';
import { syncDirectory, syncFile } from '../durable-file.ts';
import { keyRingPath, keyRingText, readKeyRing } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { ringHashOf } from '../ring-in-force.ts';
import type { KeptWraps } from './kept-wraps.ts';
import { anchorRefusal, openMigrated, studyOf } from './store-file.ts';
import type { Machine } from './store-file.ts';
import { verifyStore } from './verify-store.ts';

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
  /** What the person declared, and the digest of what was asked. */
  readonly signature: { readonly meaning: string; readonly digest: string };
  readonly reason: string;
  /** Accepts that entries which this machine has seen are missing from the backup. */
  readonly acceptsLoss: boolean;
  /** Entries of the present file, or of a checkpoint kept elsewhere, that the backup lacks. */
  readonly knownMissing?: number;
  /** Nobody could look into the present file: whose access ended since the backup is not known. */
  readonly presentUnread?: boolean;
  /** Passphrases of now that stay in force; absent where no present file can be asked. */
  readonly kept?: KeptWraps;
  /** Who signed as well. */
  readonly second?: { readonly user: string; readonly printedName: string };
}

/**
 * Makes a study file from a backup, under a new name. The backup is verified first and brought up to date when an
 * older program wrote it. The restored study continues in a new epoch of this device, so that entries made after the
 * backup can never be confused with new ones. The checkpoint moves on last: until then the old file is the study.
 */
export function restoreStore(
  machine: Machine,
  ports: Ports,
  request: RestoreRequest,
): Result<RestoreDone, Refusal> {
  const { backup, target } = request;
  const taken = ['', '-wal', '-shm', '.keys'].find((end) => existsSync(`${target}${end}`));
  if (taken !== undefined) {
    return err(
      refusal(
        'target-exists',
        `${target}${taken} exists already.`,
        'Choose a new name; nothing is overwritten, and a log of another file must not lie beside the new one.',
      ),
    );
  }
  const unfinished = `${target}.unfinished`;
  removeFiles(unfinished);
  try {
    copyFileSync(backup, unfinished);
    chmodSync(unfinished, 0o600);
    const restored = restoreInto(machine, ports, request, unfinished);
    if (!restored.ok) return restored;
    const { checkpoint, ...done } = restored.value;
    putInPlace(unfinished, request);
    anchorRestored(machine, target, checkpoint);
    return ok({ path: target, ...done });
  } finally {
    removeFiles(unfinished);
  }
}

function removeFiles(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm', '.keys'])
    rmSync(`${path}${end}`, { force: true });
}

interface Restored extends Omit<RestoreDone, 'path'> {
  readonly checkpoint: Checkpoint;
}

function restoreInto(
  machine: Machine,
  ports: Ports,
  request: RestoreRequest,
  unfinished: string,
): Result<Restored, Refusal> {
  const opened = openMigrated(unfinished, request.dataKey);
  if (!opened.ok) return opened;
  try {
    const unsound = unsoundRefusal(opened.value, request.backup);
    if (unsound !== null) return err(unsound);
    return continueInNewEpoch(machine, ports, request, opened.value);
  } finally {
    opened.value.close();
  }
}

/** A backup that does not verify is not restored: what is wrong in it would become the study. */
function unsoundRefusal(database: OpenDatabase, backup: string): Refusal | null {
  const { checks } = verifyStore({
    database,
    path: `${backup}.restore`,
    ring: readKeyRing(backup),
    anchor: { kind: 'none' },
    replay: true,
    job: { progress: () => undefined, cancelled: () => false },
  });
  const failed = checks.filter(({ passed }) => !passed);
  if (failed.length === 0) return null;
  return refusal(
    'backup-unsound',
    `${backup} does not verify.`,
    'Restore another backup, and show this one to quality assurance.',
    failed.map(({ check, detail }) => `${check}: ${detail}`),
  );
}

/** The key ring first: a file without it is no study. */
function putInPlace(unfinished: string, { backup, target, kept }: RestoreRequest): void {
  const ring = keyRingPath(unfinished);
  if (kept === undefined || kept.people.length === 0) copyFileSync(keyRingPath(backup), ring);
  else writeFileSync(ring, keyRingText(kept.ring), { mode: 0o600 });
  chmodSync(ring, 0o600);
  syncFile(ring);
  syncFile(unfinished);
  renameSync(ring, keyRingPath(target));
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(keyRingPath(target), { force: true });
    throw error;
  }
  syncDirectory(dirname(target));
}

/** A restored file is taken back unless the checkpoint moved on to it: one of the two files must be the study. */
function anchorRestored(
  { dataDirectory, device }: Machine,
  target: string,
  checkpoint: Checkpoint,
): void {
  try {
    writeAnchor(dataDirectory, device, checkpoint);
  } catch (error) {
    const { storeId } = checkpoint;
    const found = readAnchor(dataDirectory, { storeId, founder: device.id }, device);
    if (found.kind === 'anchor' && found.checkpoint.head === checkpoint.head) return;
    removeFiles(target);
    throw error;
  }
}

function continueInNewEpoch(
  machine: Machine,
  ports: Ports,
  request: RestoreRequest,
  database: OpenDatabase,
): Result<Restored, Refusal> {
  const anchor = readAnchor(machine.dataDirectory, studyOf(database), machine.device);
  const { sequence } = readHead(database, machine.device.id);
  const seen = anchor.kind === 'anchor' ? anchor.checkpoint.entries - sequence : 0;
  const missing = Math.max(0, seen, request.knownMissing ?? 0);
  const stopped = lossRefusal(database, anchor, missing, request.acceptsLoss);
  if (stopped !== null) return err(stopped);
  const epoch = nextEpoch(database, machine.device.id, anchor);
  const uncertain = anchor.kind === 'missing';
  const head = recordRestore(machine, ports, request, {
    database,
    epoch,
    sequence,
    missing,
    uncertain,
  });
  const { storeId } = request;
  const checkpoint = { storeId, device: machine.device.id, epoch, ...head };
  return ok({ entries: sequence, missing, epoch, checkpoint });
}

function lossRefusal(
  database: OpenDatabase,
  anchor: AnchorFound,
  missing: number,
  acceptsLoss: boolean,
): Refusal | null {
  const behind = anchorRefusal(database, anchor);
  // Restoring is the way out when the checkpoint was lost.
  const isStale = behind?.rule === 'store-rolled-back';
  if (behind !== null && behind.rule !== 'anchor-missing' && !isStale) return behind;
  if (missing === 0 || acceptsLoss) return null;
  return entriesLost(missing);
}

export const entriesLost = (missing: number): Refusal =>
  refusal(
    'restore-loses-entries',
    `The backup lacks ${missing} entries that this machine has seen.`,
    'Look for a newer backup; or accept the loss explicitly (--accept-loss), enter what is missing again, and say why.',
  );

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
): Pick<Checkpoint, 'entries' | 'head' | 'at'> {
  const { device } = machine;
  const now = ports.clock.now();
  const store = restoredStore(database, device, epoch);
  const publicKey = toHex(device.publicKey);
  const unknown = {
    ...(uncertain ? { uncertain } : {}),
    ...(request.presentUnread === true ? { presentUnread: true } : {}),
    ...(request.second === undefined ? {} : { second: request.second }),
  };
  const context = {
    ...whoRestores(database, request.user),
    at: now.instant,
    offsetMinutes: now.offsetMinutes,
    environment: store.environment,
  };
  const signer = {
    user: context.user,
    printedName: context.printedName,
    role: context.role,
    at: now.instant,
    offsetMinutes: now.offsetMinutes,
  };
  const body = { entries: sequence, missing, epoch, ...unknown };
  const restored = { event: { kind: 'store-restored' as const, body }, reason: request.reason };
  const head = store.transaction(() =>
    record({ store, ports, sealer: null, context }, [
      { event: { kind: 'device-enrolled', body: { device: device.id, epoch, publicKey } } },
      { ...restored, signature: { ...signer, ...request.signature } },
      ...passphrasesKept(request),
    ]),
  );
  return { entries: head.sequence, head: head.deviceHash, at: now.instant };
}

/** The trail of the restored file names the wraps that it goes on with. */
function passphrasesKept({ kept }: RestoreRequest): readonly Decided[] {
  if (kept === undefined) return [];
  const ringHash = ringHashOf(kept.ring);
  return kept.people.map(({ user, publicKey }) => ({
    event: { kind: 'passphrase-changed', body: { user, ringHash, publicKey, kept: true } },
  }));
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
