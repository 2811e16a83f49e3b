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
import type { Role } from '../../../shared/domain/access/roles.ts';
import { fileBackups } from '../../../shared/store/queries/file-backups.ts';
import { schemaVersion } from '../../../shared/store/migrations/migrations.ts';
import { readAnchor } from '../anchor.ts';
import type { KeyRing } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { rememberStudy } from '../recent-studies.ts';
import { ringOf, ringRefusal } from '../ring-in-force.ts';
import { machineFor } from '../site-identity.ts';
import { endOf } from '../store-file/backup-store.ts';
import { compareBackup } from '../store-file/compare-backup.ts';
import { schemaOf } from '../store-file/migrate.ts';
import { entriesLost, restoreStore } from '../store-file/restore-store.ts';
import { returningAccess } from '../store-file/returning-access.ts';
import { isSiteStore, openAnySchema, studyOf } from '../store-file/store-file.ts';
import { verifyStore } from '../store-file/verify-store.ts';
import { lock } from './core-state.ts';
import { presentFile } from './present-file.ts';
import type { CoreState } from './core-state.ts';
import { openKeys } from './sign-in.ts';

/** Who may look into a backup, and who may put one in the place of the study. */
const mayCompare: readonly Role[] = ['administrator', 'unblinded-pharmacist', 'qa'];
const mayRestore: readonly Role[] = ['administrator', 'unblinded-pharmacist'];

/** The file of a site on backup holds its own people alone. */
const rolesFor = (database: OpenDatabase, roles: readonly Role[]): readonly Role[] =>
  isSiteStore(database) ? [...roles, 'site-user'] : roles;

interface Asked {
  readonly backup: string;
  readonly user: string;
  readonly passphrase: string;
}

/** A backup that its person opened. */
interface OpenedBackup {
  readonly path: string;
  readonly ring: KeyRing;
  readonly dataKey: Uint8Array;
  readonly database: OpenDatabase;
}

async function openBackup(
  state: CoreState,
  asked: Asked,
  roles: readonly Role[],
): Promise<Result<OpenedBackup, Refusal>> {
  const path = resolve(asked.backup);
  if (path === state.storePath) return err(notItself(path));
  const ring = ringOf(path);
  if (!ring.ok) return ring;
  const keys = await openKeys(state, ring.value, asked);
  if (!keys.ok) return keys;
  keys.value.unblindingKey?.fill(0);
  const opened = openAnySchema(path, keys.value.dataKey);
  if (!opened.ok) return opened;
  const database = opened.value;
  const backup = { path, ring: ring.value, dataKey: keys.value.dataKey, database };
  const allowed = rolesFor(database, roles);
  const stopped =
    ringRefusal(database, ring.value) ??
    personRefusal(database, ring.value, asked.user, allowed) ??
    endedRefusal(state, backup, asked.user, allowed);
  if (stopped === null) return ok(backup);
  database.close();
  return err(stopped);
}

const notItself = (path: string): Refusal =>
  refusal(
    'backup-is-study',
    `${path} is the study that is chosen.`,
    'Choose a backup of it: a file with another name and its own .keys file.',
  );

const accessOf = (database: OpenDatabase, user: string) =>
  database
    .prepare('SELECT role, status, must_change_passphrase AS mustChange FROM person WHERE user = ?')
    .get<{ role: Role; status: string; mustChange: number }>(user);

function personRefusal(
  database: OpenDatabase,
  ring: KeyRing,
  user: string,
  roles: readonly Role[],
): Refusal | null {
  const person = accessOf(database, user);
  if (person?.status !== 'active' || !roles.includes(person.role)) {
    return refusal(
      'restore-role',
      `${user} may not do this with a backup of the study.`,
      `It needs somebody active who is: ${roles.join(', ')}.`,
    );
  }
  if (person.mustChange === 1) {
    return refusal(
      'first-passphrase',
      `${user} had not changed the first passphrase yet when the backup was made.`,
      'Somebody whose passphrase nobody else knew signs instead.',
    );
  }
  return foreignKeyRefusal(database, ring, user);
}

/** A backup knows people as they were: whose access ended since does not bring it back. */
function endedRefusal(
  state: CoreState,
  backup: OpenedBackup,
  user: string,
  roles: readonly Role[],
): Refusal | null {
  const { file } = presentFile(state, backup);
  try {
    const person = file === null ? undefined : accessOf(file.database, user);
    if (person === undefined || (person.status === 'active' && roles.includes(person.role))) {
      return null;
    }
    return refusal(
      'restore-role',
      `The access of ${user} ended or changed after the backup was made.`,
      `It needs somebody who is active in the present file and is: ${roles.join(', ')}.`,
    );
  } finally {
    file?.close();
  }
}

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
  witnessed: Parameters<typeof compareBackup>[0]['witnessed'],
): BackupComparison {
  const { file, problem } = presentFile(state, backup);
  try {
    const machine = machineFor(state.machine, backup.ring);
    const anchor = readAnchor(machine.dataDirectory, studyOf(backup.database), machine.device);
    const database = file?.database ?? null;
    const found = compareBackup({ backup: backup.database, present: database, anchor, witnessed });
    const mine = endOf(backup.database);
    const known = database !== null && schemaOf(database) === schemaVersion;
    const code = known
      ? fileBackups(database).find(({ head }) => head === mine.head)?.code
      : undefined;
    return {
      ...found,
      backup: {
        ...mine,
        path: backup.path,
        lastAt: lastAt(backup.database),
        schema: schemaOf(backup.database),
        code: code ?? null,
        ...verified(state, backup),
      },
      present:
        file === null
          ? null
          : { path: file.path, ...endOf(file.database), lastAt: lastAt(file.database) },
      presentProblem: problem,
      returning: returningAccess(backup.database, database),
      target: targetBeside(state, backup.path),
    };
  } finally {
    file?.close();
  }
}

export const compareWithBackup =
  (state: CoreState): LifecycleHandlers['backups.compare'] =>
  async (input) => {
    const opened = await openBackup(state, input, mayCompare);
    if (!opened.ok) return opened;
    try {
      return ok(compared(state, opened.value, input.witnessed));
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

export const restoreBackup =
  (state: CoreState): LifecycleHandlers['backups.restore'] =>
  async (input) => {
    const signs = meaningOf(input.signature);
    if (signs !== null) return err(signs);
    const digest = signedInput(state.ports, 'backups.restore', input);
    if (input.signature.digest !== undefined && input.signature.digest !== digest) {
      return err(signedRecordChanged);
    }
    const opened = await openBackup(state, { ...input.signature, ...input }, mayRestore);
    if (!opened.ok) return opened;
    const { path, ring, dataKey, database } = opened.value;
    try {
      const found = compared(state, opened.value, input.witnessed);
      const differs = found.witnessed.find(({ verdict }) => verdict === 'differs');
      if (differs !== undefined) return err(contradicted(differs.entries));
      if (knownMissing(found) > 0 && !input.acceptsLoss)
        return err(entriesLost(knownMissing(found)));
      const kept = state.storePath;
      // Closing the present file writes its last checkpoint: the one of the restored file must come after it.
      lock(state);
      const restored = restoreStore(machineFor(state.machine, ring), state.ports, {
        backup: path,
        target: input.target === undefined ? found.target : resolve(input.target),
        dataKey,
        storeId: ring.storeId,
        user: input.signature.user,
        signature: { meaning: input.signature.meaning, digest },
        reason: input.reason,
        acceptsLoss: input.acceptsLoss,
        knownMissing: knownMissing(found),
        presentUnread: found.present === null,
      });
      if (!restored.ok) return restored;
      state.storePath = restored.value.path;
      rememberStudy(state.machine.dataDirectory, restored.value.path);
      return ok({
        ...restored.value,
        kept,
        returning: found.returning,
        presentUnread: found.present === null,
      });
    } finally {
      database.close();
      dataKey.fill(0);
    }
  };
