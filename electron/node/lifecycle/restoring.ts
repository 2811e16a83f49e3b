import { existsSync } from 'node:fs';
import { join, dirname, basename, resolve } from 'node:path';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { otherMeaning } from '../../../shared/app/other-meaning.ts';
import { signedInput } from '../../../shared/app/signed-input.ts';
import { signedRecordChanged } from '../../../shared/app/signed-record-changed.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { BackupComparison } from '../../../shared/contracts/backups.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import { fileBackups } from '../../../shared/store/queries/file-backups.ts';
import { schemaVersion } from '../../../shared/store/migrations/migrations.ts';
import { readAnchor } from '../anchor.ts';
import type { OpenDatabase } from '../open-database.ts';
import { rememberStudy } from '../recent-studies.ts';
import { machineFor } from '../site-identity.ts';
import { endOf } from '../store-file/backup-store.ts';
import { compareBackup } from '../store-file/compare-backup.ts';
import { schemaOf } from '../store-file/migrate.ts';
import { entriesLost, restoreStore } from '../store-file/restore-store.ts';
import { keptWraps } from '../store-file/kept-wraps.ts';
import type { KeptWraps } from '../store-file/kept-wraps.ts';
import { returningAccess } from '../store-file/returning-access.ts';
import { studyOf } from '../store-file/store-file.ts';
import { verifyStore } from '../store-file/verify-store.ts';
import { lock } from './core-state.ts';
import type { CoreState } from './core-state.ts';
import { mayCompare, mayRestore, openBackup, secondRefusal, secondSigners } from './open-backup.ts';
import type { OpenedBackup } from './open-backup.ts';
import { presentFile } from './present-file.ts';

const lastAt = (database: OpenDatabase): string | null =>
  database.prepare('SELECT at FROM ledger ORDER BY sequence DESC LIMIT 1').get<{ at: string }>()
    ?.at ?? null;

/** `study-restored-20261121.cachet` beside the present file, or beside the backup when there is none. */
function targetBeside(state: CoreState, backup: string): string {
  const path = state.storePath ?? backup;
  const stem = basename(path, '.cachet').replace(/-restored-\d{8}(-\d+)?$/, '');
  const day = state.ports.clock.now().instant.slice(0, 10).replaceAll('-', '');
  for (let i = 1; ; i += 1) {
    const name = `${stem}-restored-${day}${i === 1 ? '' : `-${i}`}.cachet`;
    const target = join(dirname(path), name);
    if (!['', '-wal', '-shm', '.keys'].some((end) => existsSync(`${target}${end}`))) return target;
  }
}

function verified(state: CoreState, { database, path, ring }: OpenedBackup) {
  if (schemaOf(database) !== schemaVersion) {
    const detail =
      'An older program wrote it; it is brought up to date and verified as it is restored.';
    return { ok: true, checks: [{ check: 'Schema', passed: true, detail }] };
  }
  const { ok: holds, checks } = verifyStore({
    database,
    path: `${path}.compare`,
    ring,
    anchor: { kind: 'none' },
    replay: false,
    job: state.ports.job(undefined),
  });
  // The checkpoint of this machine is compared apart.
  return { ok: holds, checks: checks.filter(({ check }) => !check.startsWith('Anchor')) };
}

function compared(
  state: CoreState,
  backup: OpenedBackup,
  { user, witnessed }: Pick<Parameters<typeof compareBackup>[0], 'witnessed'> & { user: string },
): BackupComparison {
  const found = presentFile(state, backup);
  const { file, problem } = found;
  try {
    const machine = machineFor(state.machine, backup.ring);
    const anchor = readAnchor(machine.dataDirectory, studyOf(backup.database), machine.device);
    const database = file?.database ?? null;
    const mine = endOf(backup.database);
    const known = database !== null && schemaOf(database) === schemaVersion;
    const entered = known
      ? fileBackups(database).find(({ head }) => head === mine.head)
      : undefined;
    return {
      ...compareBackup({ backup: backup.database, present: database, anchor, witnessed }),
      backup: {
        ...mine,
        path: backup.path,
        lastAt: lastAt(backup.database),
        schema: schemaOf(backup.database),
        code: entered?.code ?? null,
        ...verified(state, backup),
      },
      present:
        file === null
          ? null
          : { path: file.path, ...endOf(file.database), lastAt: lastAt(file.database) },
      presentProblem: problem,
      needsSecondSigner:
        (file === null || problem !== null) && secondSigners(backup, user).length > 0,
      returning: returningAccess(backup.database, database),
      target: targetBeside(state, backup.path),
    };
  } finally {
    found.close();
  }
}

export const compareWithBackup =
  (state: CoreState): LifecycleHandlers['backups.compare'] =>
  async (input) => {
    const opened = await openBackup(state, input, mayCompare);
    if (!opened.ok) return opened;
    try {
      return ok(compared(state, opened.value, input));
    } finally {
      opened.value.database.close();
      opened.value.dataKey.fill(0);
    }
  };

const contradicted = (entries: number): Refusal =>
  refusal(
    'restore-contradicts-checkpoint',
    `Entry ${entries} of the backup is not the one of the checkpoint that was kept elsewhere.`,
    'Do not restore it. Look for another backup and show this one to quality assurance.',
  );

/** Entries that a checkpoint kept elsewhere, or the present file, has and the backup lacks. */
function knownMissing({ missing, witnessed, backup }: BackupComparison): number {
  const most = Math.max(0, ...witnessed.map(({ entries }) => entries - backup.entries));
  return Math.max(missing, most);
}

function meaningOf({ meaning }: { readonly meaning: string }): Refusal | null {
  const declared = contracts['backups.restore'].signatures?.meaning ?? '';
  return meaning === declared ? null : otherMeaning(meaning, declared);
}

type RestoreInput = Parameters<LifecycleHandlers['backups.restore']>[0];

/** Whoever hides the present file of a study, or lost it, does not restore alone. */
async function signerRefusal(
  state: CoreState,
  backup: OpenedBackup,
  { signature, second }: Pick<RestoreInput, 'signature' | 'second'>,
  isNeeded: boolean,
): Promise<Refusal | null> {
  if (second === undefined) return isNeeded ? needsSecond : null;
  if (second.user === signature.user) return samePerson(second.user);
  return meaningOf(second) ?? (await secondRefusal(state, backup, second));
}

const needsSecond = refusal(
  'restore-second-signer',
  'No present file of the study can be read for sure: nobody knows whose access ended since the backup.',
  'Put the newest file back where it was; or let a second person of the backup sign as well (--second).',
);

const samePerson = (user: string): Refusal =>
  refusal('same-person', `${user} signed already.`, 'Another person of the backup signs as well.');

function checkedSignature(state: CoreState, input: RestoreInput): Result<string, Refusal> {
  const signs = meaningOf(input.signature);
  if (signs !== null) return err(signs);
  const digest = signedInput(state.ports, 'backups.restore', input);
  const isShown = (given: string | undefined): boolean => given === undefined || given === digest;
  return isShown(input.signature.digest) && isShown(input.second?.digest)
    ? ok(digest)
    : err(signedRecordChanged);
}

export const restoreBackup =
  (state: CoreState): LifecycleHandlers['backups.restore'] =>
  async (input) => {
    const digest = checkedSignature(state, input);
    if (!digest.ok) return digest;
    const { signature } = input;
    const opened = await openBackup(state, { ...signature, backup: input.backup }, mayRestore);
    if (!opened.ok) return opened;
    const { dataKey, database } = opened.value;
    try {
      const { user } = signature;
      const found = compared(state, opened.value, { user, witnessed: input.witnessed });
      const stopped =
        lossRefusal(found, input.acceptsLoss) ??
        (await signerRefusal(state, opened.value, input, found.needsSecondSigner));
      return stopped === null
        ? putInPlace(state, opened.value, { input, found, digest: digest.value })
        : err(stopped);
    } finally {
      database.close();
      dataKey.fill(0);
    }
  };

function lossRefusal(found: BackupComparison, acceptsLoss: boolean): Refusal | null {
  const differs = found.witnessed.find(({ verdict }) => verdict === 'differs');
  if (differs !== undefined) return contradicted(differs.entries);
  return knownMissing(found) > 0 && !acceptsLoss ? entriesLost(knownMissing(found)) : null;
}

interface Agreed {
  readonly input: RestoreInput;
  readonly found: BackupComparison;
  readonly digest: string;
}

/** Passphrases of now, where the present file can be asked for sure. */
function wrapsToKeep(state: CoreState, backup: OpenedBackup): { readonly kept?: KeptWraps } {
  const found = presentFile(state, backup);
  try {
    const { file, ring, problem } = found;
    if (file === null || ring === null || problem !== null) return {};
    return { kept: keptWraps(backup, { database: file.database, ring }) };
  } finally {
    found.close();
  }
}

function putInPlace(
  state: CoreState,
  backup: OpenedBackup,
  { input, found, digest }: Agreed,
): Awaited<ReturnType<LifecycleHandlers['backups.restore']>> {
  const { path, ring, dataKey, database } = backup;
  const kept = state.storePath;
  const presentUnread = found.present === null || found.presentProblem !== null;
  const { user, meaning } = input.signature;
  const second = input.second === undefined ? undefined : personIn(database, input.second.user);
  const wraps = wrapsToKeep(state, backup);
  // Closing the present file writes its last checkpoint: the one of the restored file must come after it.
  lock(state);
  const restored = restoreStore(machineFor(state.machine, ring), state.ports, {
    backup: path,
    target: input.target === undefined ? found.target : resolve(input.target),
    dataKey,
    storeId: ring.storeId,
    user,
    signature: { meaning, digest },
    reason: input.reason,
    acceptsLoss: input.acceptsLoss,
    knownMissing: knownMissing(found),
    presentUnread,
    ...wraps,
    ...(second === undefined ? {} : { second }),
  });
  if (!restored.ok) return restored;
  state.storePath = restored.value.path;
  rememberStudy(state.machine.dataDirectory, restored.value.path);
  return ok({ ...restored.value, kept, returning: found.returning, presentUnread });
}

const personIn = (database: OpenDatabase, user: string) =>
  database
    .prepare('SELECT user, printed_name AS printedName FROM person WHERE user = ?')
    .get<{ user: string; printedName: string }>(user);
