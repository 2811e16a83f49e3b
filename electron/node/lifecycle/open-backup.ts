import { resolve } from 'node:path';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { authenticates, publicKeyInRing } from '../key-ring.ts';
import type { KeyRing, StoreKeys } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { ringOf, ringRefusal } from '../ring-in-force.ts';
import { isSiteStore, openAnySchema } from '../store-file/store-file.ts';
import { secretsFor } from '../study-secret.ts';
import type { CoreState } from './core-state.ts';
import { presentFile, ringsNearby } from './present-file.ts';
import { openKeys } from './sign-in.ts';

/** Who may look into a backup, and who may put one in the place of the study. */
export const mayCompare: readonly Role[] = ['administrator', 'unblinded-pharmacist', 'qa'];
export const mayRestore: readonly Role[] = ['administrator', 'unblinded-pharmacist'];

/** The file of a site on backup holds its own people alone. */
const rolesFor = (database: OpenDatabase, roles: readonly Role[]): readonly Role[] =>
  isSiteStore(database) ? [...roles, 'site-user'] : roles;

export interface Asked {
  readonly backup: string;
  readonly user: string;
  readonly passphrase: string;
}

/** A backup that its person opened. */
export interface OpenedBackup {
  readonly path: string;
  readonly ring: KeyRing;
  readonly dataKey: Uint8Array;
  readonly database: OpenDatabase;
}

export async function openBackup(
  state: CoreState,
  asked: Asked,
  roles: readonly Role[],
): Promise<Result<OpenedBackup, Refusal>> {
  const path = resolve(asked.backup);
  if (path === state.storePath) return err(notItself(path));
  const ring = ringOf(path);
  if (!ring.ok) return ring;
  const keys = await openKeysOfNow(state, ring.value, asked);
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
    endedRefusal(state, backup, asked.user, allowed) ??
    (await replacedRefusal(state, backup, asked));
  if (stopped === null) return ok(backup);
  database.close();
  return err(stopped);
}

/** The keys of a study that the present passphrase opens, or that of the time of the backup. */
async function openKeysOfNow(
  state: CoreState,
  then: KeyRing,
  { user, passphrase }: Pick<Asked, 'user' | 'passphrase'>,
): Promise<Result<StoreKeys, Refusal>> {
  const deviceSecret = secretsFor(state.machine, then.storeId);
  for (const ring of ringsNearby(state, then.storeId)) {
    if (await authenticates(ring, { user, passphrase, deviceSecret })) {
      return openKeys(state, ring, { user, passphrase });
    }
  }
  return openKeys(state, then, { user, passphrase });
}

/** Where the present file can be asked, only the passphrase of now counts: that of then may have been replaced for a reason. */
async function replacedRefusal(
  state: CoreState,
  backup: OpenedBackup,
  { user, passphrase }: Pick<Asked, 'user' | 'passphrase'>,
): Promise<Refusal | null> {
  const found = presentFile(state, backup);
  try {
    const { ring } = found;
    if (ring === null || found.problem !== null || publicKeyInRing(ring, user) === null)
      return null;
    const deviceSecret = secretsFor(state.machine, ring.storeId);
    if (await authenticates(ring, { user, passphrase, deviceSecret })) return null;
    return refusal(
      'passphrase-replaced',
      `The passphrase of ${user} was replaced after the backup was made.`,
      'Give the present passphrase: it counts for the backup as well.',
    );
  } finally {
    found.close();
  }
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

/** A backup knows people as they were: whose access ended since, by any file of the study, does not bring it back. */
function endedRefusal(
  state: CoreState,
  backup: OpenedBackup,
  user: string,
  roles: readonly Role[],
): Refusal | null {
  const found = presentFile(state, backup);
  try {
    const people = found.later.map((database) => accessOf(database, user));
    const isEnded = people.some(
      (person) =>
        person !== undefined && (person.status !== 'active' || !roles.includes(person.role)),
    );
    if (!isEnded) return null;
    return refusal(
      'restore-role',
      `The access of ${user} ended or changed after the backup was made.`,
      `It needs somebody who is active in the present file and is: ${roles.join(', ')}.`,
    );
  } finally {
    found.close();
  }
}

/** Somebody of a backup who may sign beside the person who restores it. */
export function secondSigners({ database, ring }: OpenedBackup, first: string): readonly string[] {
  const roles = rolesFor(database, mayCompare);
  return database
    .prepare(`SELECT user FROM person WHERE status = 'active' AND user <> ? ORDER BY user`)
    .all<{ user: string }>(first)
    .map(({ user }) => user)
    .filter((user) => personRefusal(database, ring, user, roles) === null);
}

/** Why a second person's name and passphrase do not count for a backup, or null. */
export async function secondRefusal(
  state: CoreState,
  backup: OpenedBackup,
  given: Pick<Asked, 'user' | 'passphrase'>,
): Promise<Refusal | null> {
  const keys = await openKeysOfNow(state, backup.ring, given);
  if (!keys.ok) return keys.error;
  keys.value.dataKey.fill(0);
  keys.value.unblindingKey?.fill(0);
  const roles = rolesFor(backup.database, mayCompare);
  return (
    personRefusal(backup.database, backup.ring, given.user, roles) ??
    endedRefusal(state, backup, given.user, roles) ??
    (await replacedRefusal(state, backup, given))
  );
}
