import { existsSync, renameSync, rmSync } from 'node:fs';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { OpenStore } from '../../../shared/app/ports.ts';
import { compareWithAnchor } from '../../../shared/ledger/checkpoint.ts';
import { hashAt, readHead } from '../../../shared/store/ledger-store.ts';
import { schemaVersion } from '../../../shared/store/migrations/migrations.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import type { AnchorFound } from '../anchor.ts';
import { readAnchor } from '../anchor.ts';
import type { Device } from '../device.ts';
import { syncFile } from '../durable-file.ts';
import { NotAStoreError, openDatabase, StoreInUseError } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import { AnchorKeeper } from './anchor-keeper.ts';
import { explainFault } from './faults.ts';
import { migrateFrom, schemaOf, schemaRefusal } from './migrate.ts';

/** What opening a study file needs to know about this machine. */
export interface Machine {
  readonly dataDirectory: string;
  readonly device: Device;
}

/** A study file that is open and was found to continue what this machine last saw of it. */
export interface OpenedStore {
  readonly database: OpenDatabase;
  readonly store: OpenStore;
  readonly storeId: string;
  /** Writes the last anchor now, for somebody who is about to compare with it. */
  anchor(): void;
  /** Writes the last anchor and closes the file. */
  close(): void;
}

/** Opens the database of a study with its key for looking only: what an older program wrote is refused. */
export function openStoreDatabase(
  path: string,
  dataKey: Uint8Array,
): Result<OpenDatabase, Refusal> {
  const opened = openAnySchema(path, dataKey);
  if (!opened.ok || schemaOf(opened.value) === schemaVersion) return opened;
  opened.value.close();
  return err(
    refusal(
      'store-older',
      'The study was written by an older program and was not opened with this one yet.',
      'Sign in to it once in the console; that brings it up to date.',
    ),
  );
}

/** Opens a private copy of a study, brought up to date in place when an older program wrote it. */
export function openMigrated(path: string, dataKey: Uint8Array): Result<OpenDatabase, Refusal> {
  const opened = openAnySchema(path, dataKey);
  if (!opened.ok || schemaOf(opened.value) === schemaVersion) return opened;
  const stopped = migrateOrRefuse(opened.value);
  if (stopped === null) return opened;
  opened.value.close();
  return err(stopped);
}

/** Opens the database of a study whatever program wrote it, up to this one. */
export function openAnySchema(path: string, dataKey: Uint8Array): Result<OpenDatabase, Refusal> {
  if (!existsSync(path)) {
    return err(
      refusal(
        'store-missing',
        `There is no file ${path}.`,
        'Choose another study, or restore it from a backup.',
      ),
    );
  }
  let database: OpenDatabase;
  try {
    database = openDatabase(path, dataKey, { create: false });
  } catch (error) {
    return err(openingRefusal(path, error));
  }
  const wrong = schemaRefusal(database);
  if (wrong === null) return ok(database);
  database.close();
  return err(wrong);
}

function openingRefusal(path: string, error: unknown): Refusal {
  if (error instanceof StoreInUseError) {
    return refusal(
      'store-in-use',
      `${path} is open in another window or program.`,
      'Close it there first; one program at a time works on a study.',
    );
  }
  if (error instanceof NotAStoreError) {
    return refusal(
      'store-unreadable',
      `${path} cannot be read with the study's key: it is truncated, damaged, or another file was put in its place.`,
      'Restore the last backup under a new name and compare.',
    );
  }
  throw error;
}

/**
 * Opens a study for work: settings proven, schema known, and the ledger not behind the checkpoint that this
 * machine keeps outside the file (a restored older copy or a removed write-ahead log passes every other check).
 */
export function openStore(
  path: string,
  dataKey: Uint8Array,
  machine: Machine,
): Result<OpenedStore, Refusal> {
  const opened = openAnySchema(path, dataKey);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    const stopped = freshnessRefusal(database, machine) ?? bringUpToDate(path, database);
    if (stopped === null) return ok(new WorkingStore(database, studyOf(database).storeId, machine));
    database.close();
    return err(stopped);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Identity of the study and of the device whose enrolment is its second entry. */
export function studyOf(database: OpenDatabase): {
  readonly storeId: string;
  readonly founder: string;
} {
  const { storeId } = database.prepare('SELECT store_id AS storeId FROM study').get() as {
    storeId: string;
  };
  const { founder } = database
    .prepare('SELECT device AS founder FROM ledger WHERE sequence = 1')
    .get() as { founder: string };
  return { storeId, founder };
}

/** Why a file does not continue what this machine last saw of the study, or null. */
export const freshnessRefusal = (database: OpenDatabase, machine: Machine): Refusal | null =>
  anchorRefusal(database, readAnchor(machine.dataDirectory, studyOf(database), machine.device));

/** Migrates an older study after a synced copy of it was put beside it under the number of its schema. */
function bringUpToDate(path: string, database: OpenDatabase): Refusal | null {
  const found = schemaOf(database);
  if (found === schemaVersion) return null;
  const copy = `${path}.schema-${found}`;
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    rmSync(unfinished, { force: true });
    database.vacuumInto(unfinished);
    syncFile(unfinished);
    renameSync(unfinished, copy);
  }
  return migrateOrRefuse(database);
}

/** Faults of the machine are thrown: they say nothing about the file, and the old schema stays. */
function migrateOrRefuse(database: OpenDatabase): Refusal | null {
  const found = schemaOf(database);
  try {
    migrateFrom(database, found);
    return null;
  } catch (error) {
    if (explainFault(error) !== null) throw error;
    return refusal(
      'schema-damaged',
      `The file says that it has schema ${found}, but its tables do not fit it.`,
      'Do not go on. Restore the last backup under a new name and compare.',
    );
  }
}

export function anchorRefusal(database: OpenDatabase, anchor: AnchorFound): Refusal | null {
  if (anchor.kind === 'none') return null;
  if (anchor.kind === 'missing') {
    return refusal(
      'anchor-missing',
      'This machine founded the study and kept a checkpoint of it; the checkpoint is gone.',
      'Do not go on: an older copy could not be told from the newest. Put the anchor back, or restore a backup as a new file.',
    );
  }
  if (anchor.kind === 'forged') {
    return refusal(
      'anchor-forged',
      'The checkpoint that this machine keeps of the study was changed by somebody else.',
      'Do not go on. Show the incident to quality assurance and verify the study against another copy.',
    );
  }
  const { checkpoint } = anchor;
  const verdict = compareWithAnchor(checkpoint, {
    entries: readHead(database, checkpoint.device).sequence,
    hashAtAnchor: hashAt(database, checkpoint.entries),
  });
  if (verdict.kind === 'continues') return null;
  if (verdict.kind === 'rewritten') {
    return refusal(
      'store-rewritten',
      `Entry ${verdict.anchored} of the study is not the one that this machine signed.`,
      'Do not go on. The history was rewritten; restore the last backup under a new name and compare.',
    );
  }
  return refusal(
    'store-rolled-back',
    `The study ends at entry ${verdict.found}, but this machine has seen entry ${verdict.anchored}: ` +
      'an older copy was put in its place, or its -wal file was removed or cut.',
    'Put the newest file and its -wal back, or restore a backup as a new study file.',
  );
}

class WorkingStore implements OpenedStore {
  readonly database: OpenDatabase;
  readonly store: OpenStore;
  readonly storeId: string;
  readonly #anchors: AnchorKeeper;

  constructor(database: OpenDatabase, storeId: string, machine: Machine) {
    this.database = database;
    this.storeId = storeId;
    const { device } = machine;
    const epoch = epochOf(database, device.id);
    const isSite = isSiteStore(database);
    this.#anchors = new AnchorKeeper(machine, { storeId, device: device.id, epoch }, isSite);
    this.store = {
      db: database,
      device: { device: device.id, epoch, sign: (hash) => device.sign(hash) },
      environment: currentDefinition(database).definition.environment,
      purpose: isSite ? 'site' : 'study',
      transaction: (work) => database.transaction(work),
      committed: (sequence, hash) => this.#anchors.note(sequence, hash),
    };
  }

  anchor(): void {
    this.#anchors.flush();
  }

  close(): void {
    this.#anchors.end();
    this.database.close();
  }
}

const epochOf = (database: OpenDatabase, device: string): number =>
  database.prepare('SELECT epoch FROM device WHERE device = ?').get<{ epoch: number }>(device)
    ?.epoch ?? 1;

/** Whether a file is that of a site on backup. */
export const isSiteStore = (database: OpenDatabase): boolean =>
  database.prepare('SELECT 1 FROM site_pack LIMIT 1').get() !== undefined;
