import type { Actor } from '../../../shared/app/ports.ts';
import type { SignatureCheck } from '../../../shared/app/dispatch.ts';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { lockedMeanwhile } from '../../../shared/app/shared-study/range-refusals.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { isUnblindedRole } from '../../../shared/domain/access/roles.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { authenticates, openKeyRing, publicKeyInRing, withPassphrase } from '../key-ring.ts';
import type { KeyRing, StoreKeys } from '../key-ring.ts';
import { weakPassphrase } from '../passphrase.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { dropWaiting, stagedRings } from '../ring-change.ts';
import { ringInForce, ringOf, ringRefusal, ringRolledBack } from '../ring-in-force.ts';
import { rememberStudy } from '../recent-studies.ts';
import { createSealer } from '../sealer.ts';
import { SignInGuard, unknownName } from '../sign-in-guard.ts';
import { machineFor } from '../site-identity.ts';
import { openAnySchema, openStore } from '../store-file/store-file.ts';
import type { OpenedStore } from '../store-file/store-file.ts';
import type { OpenDatabase } from '../open-database.ts';
import { personOf, vouch } from './changed-access.ts';
import type { PersonRow } from './changed-access.ts';
import { lock, touch } from './core-state.ts';
import type { CoreState, Work } from './core-state.ts';
import { recordLifecycle } from './record-one.ts';
import { renewWrap } from './renew-wrap.ts';
import { changeRingInOrder } from './ring-in-order.ts';
import { settleMemory } from './site-once.ts';
import { sessionStatus } from './status.ts';
import { secretsFor } from '../study-secret.ts';

export const noStore = refusal('no-store', 'No study is chosen.', 'Choose a study first.');

function guardOf(state: CoreState, ring: KeyRing): SignInGuard {
  const known = state.guards.get(ring.storeId);
  if (known !== undefined) return known;
  const isOfStudy = (name: string): boolean => {
    const present = state.storePath === null ? null : ringOf(state.storePath);
    return present?.ok === true && publicKeyInRing(present.value, name) !== null;
  };
  const { dataDirectory } = state.machine;
  const guard = new SignInGuard(dataDirectory, ring.storeId, state.nowMs, isOfStudy);
  state.guards.set(ring.storeId, guard);
  return guard;
}

const wrongPassphrase = (failures: number): Refusal =>
  refusal(
    'sign-in-failed',
    'The name or the passphrase is not right, or this is not the device on which the person was added.',
    'Type both again; letters in capitals count.',
    [
      `${failures} failed ${failures === 1 ? 'try' : 'tries'} since the last sign-in under this name.`,
    ],
  );

/** Keys of a person, with wrong tries counted and delayed. */
export async function openKeys(
  state: CoreState,
  ring: KeyRing,
  given: { readonly user: string; readonly passphrase: string },
): Promise<Result<StoreKeys, Refusal>> {
  const guard = guardOf(state, ring);
  const wait = guard.mustWait(given.user);
  if (wait !== null) return err(wait);
  const keys = await openKeyRing(ring, {
    ...given,
    deviceSecret: secretsFor(state.machine, ring.storeId),
  });
  if (keys === null) return err(wrongPassphrase(guard.failed(given.user)));
  guard.succeeded(given.user);
  return ok(keys);
}

const actorOf = (user: string, person: PersonRow): Actor => ({
  user,
  printedName: person.printed_name,
  role: person.role,
  sites: JSON.parse(person.sites) as string[],
});

export const signIn =
  (state: CoreState): LifecycleHandlers['session.signIn'] =>
  async (input) => {
    if (state.storePath === null) return err(noStore);
    lock(state);
    await finishRingChange(state, state.storePath, input);
    const ring = ringOf(state.storePath);
    if (!ring.ok) return ring;
    const opened = await openKeys(state, ring.value, input);
    if (!opened.ok) return opened;
    const started = startWork(state, ring.value, input.user, opened.value);
    if (!started.ok) {
      // Whoever came with an old ring is told of at the next sign-in, like a wrong passphrase.
      if (started.error.rule === ringRolledBack) guardOf(state, ring.value).failed(input.user);
      return started;
    }
    dropWaiting(state.storePath);
    const work = started.value;
    state.work = work;
    touch(state);
    try {
      if (!state.isQuiet) recordSignIn(state, work, guardOf(state, ring.value));
    } catch (error) {
      lock(state);
      throw error;
    }
    await renewWrap(state, work, ring.value, input);
    if (state.work !== work) return err(lockedMeanwhile);
    rememberStudy(state.machine.dataDirectory, state.storePath);
    state.emit({ kind: 'session', state: 'signed-in' });
    return ok(sessionStatus(state));
  };

/**
 * Finishes a change of the key ring that a crash left between its entry and its file. Either ring opens the ledger,
 * which alone says which of them is in force; the sign-in itself then goes by that one.
 */
async function finishRingChange(
  state: CoreState,
  path: string,
  given: { readonly user: string; readonly passphrase: string },
): Promise<void> {
  const current = ringOf(path);
  const staged = stagedRings(path);
  if (staged.length === 0 || !current.ok) return;
  if (guardOf(state, current.value).mustWait(given.user) !== null) return;
  const credentials = {
    ...given,
    deviceSecret: secretsFor(state.machine, current.value.storeId),
  };
  for (const ring of [current.value, ...staged]) {
    const keys = await openKeyRing(ring, credentials);
    const opened = keys === null ? null : openAnySchema(path, keys.dataKey);
    keys?.dataKey.fill(0);
    keys?.unblindingKey?.fill(0);
    if (opened === null || !opened.ok) continue;
    ringInForce(path, opened.value);
    opened.value.close();
    return;
  }
}

function startWork(
  state: CoreState,
  ring: KeyRing,
  user: string,
  keys: StoreKeys,
): Result<Work, Refusal> {
  const machine = machineFor(state.machine, ring);
  const opened = openStore(state.storePath as string, keys.dataKey, machine);
  if (!opened.ok) return opened;
  const { database } = opened.value;
  const person = personOf(database, user);
  const stopped =
    ringRefusal(database, ring) ??
    (person?.status === 'active' ? null : noAccess(user)) ??
    foreignKeyRefusal(database, ring, user) ??
    siteRefusal(state, ring, opened.value);
  if (stopped !== null || person === undefined) {
    opened.value.close();
    return err(stopped ?? noAccess(user));
  }
  const held = keysOfRole(database, person.role, keys);
  const sealer = held.unblindingKey === null ? null : createSealer(held.unblindingKey);
  const work: Work = {
    opened: opened.value,
    keys: held,
    sealer,
    vouched: new Map(),
    session: {
      actor: actorOf(user, person),
      sealer,
      mustChangePassphrase: person.must_change_passphrase === 1,
    },
  };
  vouch(work, user, person);
  return ok(work);
}

const noAccess = (user: string): Refusal =>
  refusal(
    'user-deactivated',
    `${user} has no active access to this study.`,
    'Ask the administrator of the study.',
  );

const mayHoldUnblindingKey = (db: OpenDatabase, role: Role): boolean =>
  isUnblindedRole(role) || currentDefinition(db).definition.blinding === 'open-label';

/** A wrap may hold more than its role is for, from a time when the study was open-label: it is not used. */
function keysOfRole(db: OpenDatabase, role: Role, keys: StoreKeys): StoreKeys {
  if (keys.unblindingKey === null || mayHoldUnblindingKey(db, role)) return keys;
  keys.unblindingKey.fill(0);
  return { ...keys, unblindingKey: null };
}

/** The file of a site is the one that this machine remembers; what cannot be remembered is not opened. */
function siteRefusal(state: CoreState, ring: KeyRing, opened: OpenedStore): Refusal | null {
  if (opened.store.purpose !== 'site') return null;
  const open = { ring, path: state.storePath as string, db: opened.database };
  try {
    return settleMemory(state.machine, open);
  } catch (error) {
    opened.close();
    throw error;
  }
}

/** The file was closed when somebody failed to sign in: whoever opens it next leaves the entries, in any name. */
function recordSignIn(state: CoreState, work: Work, guard: SignInGuard): void {
  const { user } = work.session.actor;
  recordLifecycle(state, work, 'session.signIn', [
    ...guard.unrecorded().map((body) => ({ event: { kind: 'sign-in-failed' as const, body } })),
    { event: { kind: 'signed-in' as const, body: { user } } },
  ]);
  guard.recorded();
}

/** Counts a wrong passphrase of somebody at work and enters it at once: administrators and quality assurance see it. */
function misused(
  state: CoreState,
  work: Work,
  guard: SignInGuard,
  given: { readonly user: string; readonly meaning: string | null },
): Refusal {
  const attempts = guard.failedOnRecord(given.user);
  const isKnown = personOf(work.opened.database, given.user) !== undefined;
  const body = { user: isKnown ? given.user : unknownName, meaning: given.meaning, attempts };
  recordLifecycle(state, work, given.meaning === null ? 'session.changePassphrase' : 'sign', [
    { event: { kind: 'signature-failed', body } },
  ]);
  return wrongPassphrase(attempts);
}

export const changePassphrase =
  (state: CoreState): LifecycleHandlers['session.changePassphrase'] =>
  async (input) => {
    const { work, storePath } = state;
    if (work === null || storePath === null) return err(noStore);
    const { user } = work.session.actor;
    const weak = weakPassphrase(input.next, user);
    if (weak !== null) return err(weak);
    const ring = ringInForce(storePath, work.opened.database);
    if (!ring.ok) return ring;
    const guard = guardOf(state, ring.value);
    const wait = guard.mustWait(user);
    if (wait !== null) return err(wait);
    const changed = await withPassphrase(ring.value, {
      user,
      passphrase: input.current,
      next: input.next,
      dropsUnblindingKey: !mayHoldUnblindingKey(work.opened.database, work.session.actor.role),
      deviceSecret: secretsFor(state.machine, ring.value.storeId),
    });
    if (changed === null) return err(misused(state, work, guard, { user, meaning: null }));
    guard.succeeded(user);
    const publicKey = publicKeyInRing(changed, user) as string;
    const recorded = await changeRingInOrder(state, work, {
      path: storePath,
      base: ring.value,
      next: changed,
      procedure: 'session.changePassphrase',
      decided: (ringHash) => [
        { event: { kind: 'passphrase-changed', body: { user, ringHash, publicKey } } },
      ],
    });
    if (!recorded.ok) return recorded;
    vouch(work, user);
    work.session = { ...work.session, mustChangePassphrase: false };
    return ok({});
  };

const firstPassphrase = (person: PersonRow): Refusal =>
  refusal(
    'first-passphrase',
    `${person.printed_name} has not changed the first passphrase yet.`,
    'Sign in and change it; a passphrase that somebody else knows signs nothing.',
  );

/** Full authentication of a signer, who may be somebody else than the person signed in. */
export const checkSignature =
  (state: CoreState): SignatureCheck =>
  async (input) => {
    const { work, storePath } = state;
    if (work === null || storePath === null) return err(noStore);
    const ring = ringInForce(storePath, work.opened.database);
    if (!ring.ok) return ring;
    const guard = guardOf(state, ring.value);
    const wait = guard.mustWait(input.user);
    if (wait !== null) return err(wait);
    const credentials = {
      ...input,
      deviceSecret: secretsFor(state.machine, ring.value.storeId),
    };
    const isGenuine = await authenticates(ring.value, credentials);
    if (state.work !== work) return err(lockedMeanwhile);
    const person = isGenuine ? personOf(work.opened.database, input.user) : undefined;
    if (person === undefined || person.status !== 'active') {
      return err(misused(state, work, guard, input));
    }
    guard.succeeded(input.user);
    const foreign = foreignKeyRefusal(work.opened.database, ring.value, input.user);
    if (foreign !== null) return err(foreign);
    if (person.must_change_passphrase === 1) return err(firstPassphrase(person));
    vouch(work, input.user, person);
    const now = state.ports.clock.now();
    return ok({
      user: input.user,
      printedName: person.printed_name,
      role: person.role,
      meaning: input.meaning,
      at: now.instant,
      offsetMinutes: now.offsetMinutes,
    });
  };
