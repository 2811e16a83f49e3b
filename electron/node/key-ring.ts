import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Role } from '../../shared/domain/access/roles.ts';
import { writeFileDurably } from './durable-file.ts';
import { largestRing, parseKeyRing } from './parse-key-ring.ts';
import { standardCost, wrappingKey } from './passphrase.ts';
import type { KdfCost } from './passphrase.ts';
import type { Recovery } from './recovery.ts';
import { decrypt, encrypt, newBoxKeys, openSealed, sealTo } from './sealed-box.ts';
import type { BoxKeys } from './sealed-box.ts';

/** One person's way to the keys: a key pair wrapped by the passphrase, and what was sealed to it. */
interface KeyRingUser {
  readonly user: string;
  readonly role: Role;
  readonly cost: KdfCost;
  readonly salt: string;
  readonly publicKey: string;
  readonly wrappedPrivateKey: string;
  readonly dataKey: string;
  /** Null until somebody who holds the unblinding key grants it; always null for blinded roles. */
  readonly unblindingKey: string | null;
  /** Keys to the sealed treatments of the person's sites, each sealed by itself; absent when none was given. */
  readonly breakKeys?: { readonly [site: string]: string };
}

/** The file beside a study. It holds no passphrase and no bare key. */
export interface KeyRing {
  readonly format: 'cachet-keys/1';
  readonly storeId: string;
  /** The device that founded the study: its key signs the first entries. */
  readonly founder: { readonly device: string; readonly publicKey: string };
  /** Whether the study is a demonstration, and whether its passphrases are the published ones. */
  readonly demonstration: 'no' | 'published-passphrases' | 'own-passphrases';
  readonly users: readonly KeyRingUser[];
  readonly recovery: Recovery | null;
}

/** The two keys of a study. `unblindingKey` is null for who must stay blinded. */
export interface StoreKeys {
  readonly dataKey: Uint8Array;
  readonly unblindingKey: Uint8Array | null;
}

export const keyRingPath = (storePath: string): string => `${storePath}.keys`;

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const decode = (text: string): Buffer => Buffer.from(text, 'base64');

export class KeyRingError extends Error {
  override readonly name = 'KeyRingError';
}

/** Reads the key ring of a study. Throws `KeyRingError` with what is wrong with the file. */
export function readKeyRing(storePath: string): KeyRing {
  const path = keyRingPath(storePath);
  if (!existsSync(path)) throw new KeyRingError(`${path} is missing`);
  if (statSync(path).size > largestRing) {
    throw new KeyRingError(`${path} is larger than any key ring`);
  }
  const parsed = parseKeyRing(readFileSync(path, 'utf8'));
  if (typeof parsed === 'string') throw new KeyRingError(`${path} ${parsed}`);
  return parsed;
}

/** The key ring as it stands in its file. */
export const keyRingText = (ring: KeyRing): string => `${JSON.stringify(ring, null, 1)}\n`;

export const writeKeyRing = (storePath: string, ring: KeyRing): void =>
  writeFileDurably(keyRingPath(storePath), keyRingText(ring), 0o600);

const binding = (ring: Pick<KeyRing, 'storeId'>, user: string, role: Role): string =>
  `${ring.storeId} ${role} ${user}`;

/** New wraps take the first; one of them opens a wrap that is there. */
export type DeviceSecrets = Uint8Array | readonly [Uint8Array, ...Uint8Array[]];

const listOf = (secrets: DeviceSecrets): readonly [Uint8Array, ...Uint8Array[]] =>
  secrets instanceof Uint8Array ? [secrets] : secrets;

interface NewUser {
  readonly user: string;
  readonly role: Role;
  readonly passphrase: string;
  readonly keys: StoreKeys;
  readonly deviceSecret: DeviceSecrets;
  readonly cost?: KdfCost;
  /** Keys to sealed treatments by site. */
  readonly breakKeys?: ReadonlyMap<string, Uint8Array>;
}

/** Adds a person; whoever adds them can only pass on the keys that they hold themselves. */
export async function withUser(ring: KeyRing, given: NewUser): Promise<KeyRing> {
  const user = await newEntry(ring, given);
  const others = ring.users.filter(({ user: name }) => name !== given.user);
  return withoutShare({ ...ring, users: [...others, user] }, given.user);
}

async function newEntry(ring: KeyRing, given: NewUser): Promise<KeyRingUser> {
  const box = newBoxKeys();
  const bound = binding(ring, given.user, given.role);
  const wrap = await wrapPrivateKey(given, box, bound);
  return {
    user: given.user,
    role: given.role,
    publicKey: encode(box.publicKey),
    ...wrap,
    dataKey: encode(sealTo(box.publicKey, given.keys.dataKey, `data ${bound}`)),
    unblindingKey:
      given.keys.unblindingKey === null
        ? null
        : encode(sealTo(box.publicKey, given.keys.unblindingKey, `unblinding ${bound}`)),
    ...(given.breakKeys === undefined
      ? {}
      : { breakKeys: sealedBreakKeys(box.publicKey, given.breakKeys, bound) }),
  };
}

const sealedBreakKeys = (
  publicKey: Uint8Array,
  keys: ReadonlyMap<string, Uint8Array>,
  bound: string,
): { readonly [site: string]: string } =>
  Object.fromEntries(
    [...keys].map(([site, key]) => [
      site,
      encode(sealTo(publicKey, key, `code break ${site} ${bound}`)),
    ]),
  );

async function wrapPrivateKey(
  given: Pick<NewUser, 'passphrase' | 'deviceSecret' | 'cost'>,
  box: BoxKeys,
  bound: string,
): Promise<Pick<KeyRingUser, 'cost' | 'salt' | 'wrappedPrivateKey'>> {
  const salt = randomBytes(16);
  const cost = given.cost ?? standardCost;
  const key = await wrappingKey({
    passphrase: given.passphrase,
    salt,
    cost,
    deviceSecret: listOf(given.deviceSecret)[0],
    binding: bound,
  });
  const wrapped = encrypt(key, box.privateKey, bound);
  key.fill(0);
  return { cost, salt: encode(salt), wrappedPrivateKey: encode(wrapped) };
}

interface Credentials {
  readonly user: string;
  readonly passphrase: string;
  readonly deviceSecret: DeviceSecrets;
}

/** The person's key pair, or null when the passphrase (or device) is not the right one. */
async function unwrap(
  ring: KeyRing,
  entry: KeyRingUser,
  given: Credentials,
): Promise<BoxKeys | null> {
  for (const deviceSecret of listOf(given.deviceSecret)) {
    const box = await unwrapWith(ring, entry, { ...given, deviceSecret });
    if (box !== null) return box;
  }
  return null;
}

async function unwrapWith(
  ring: KeyRing,
  entry: KeyRingUser,
  given: Credentials & { readonly deviceSecret: Uint8Array },
): Promise<BoxKeys | null> {
  const bound = binding(ring, entry.user, entry.role);
  const key = await wrappingKey({
    passphrase: given.passphrase,
    salt: decode(entry.salt),
    cost: entry.cost,
    deviceSecret: given.deviceSecret,
    binding: bound,
  });
  try {
    const privateKey = decrypt(key, decode(entry.wrappedPrivateKey), bound);
    return { publicKey: decode(entry.publicKey), privateKey };
  } catch {
    return null;
  } finally {
    key.fill(0);
  }
}

const entryOf = (ring: KeyRing, user: string): KeyRingUser | undefined =>
  ring.users.find((entry) => entry.user === user);

/**
 * The keys that a name and passphrase open, or null. An unknown name takes as long as a wrong passphrase.
 */
export async function openKeyRing(ring: KeyRing, given: Credentials): Promise<StoreKeys | null> {
  const entry = entryOf(ring, given.user);
  if (entry === undefined) {
    const [other] = ring.users;
    if (other !== undefined) await unwrap(ring, other, { ...given, passphrase: '' });
    return null;
  }
  const box = await unwrap(ring, entry, given);
  if (box === null) return null;
  const bound = binding(ring, entry.user, entry.role);
  try {
    return {
      dataKey: openSealed(box, decode(entry.dataKey), `data ${bound}`),
      unblindingKey:
        entry.unblindingKey === null
          ? null
          : openSealed(box, decode(entry.unblindingKey), `unblinding ${bound}`),
    };
  } finally {
    box.privateKey.fill(0);
  }
}

/**
 * The keys to sealed treatments that a person was given, or null for somebody without any or with another passphrase.
 * One key is given, for one site; the caller zeroes it.
 */
export async function openBreakKeys(
  ring: KeyRing,
  given: Credentials,
): Promise<((site: string) => Uint8Array | null) | null> {
  const entry = entryOf(ring, given.user);
  const sealed = entry?.breakKeys;
  if (entry === undefined || sealed === undefined) return null;
  const box = await unwrap(ring, entry, given);
  if (box === null) return null;
  const bound = binding(ring, entry.user, entry.role);
  return (site) => {
    const text = Object.hasOwn(sealed, site) ? sealed[site] : undefined;
    if (text === undefined) return null;
    try {
      return openSealed(box, decode(text), `code break ${site} ${bound}`);
    } finally {
      box.privateKey.fill(0);
    }
  };
}

/** Full authentication without opening any key: for signatures. */
export async function authenticates(ring: KeyRing, given: Credentials): Promise<boolean> {
  const keys = await openKeyRing(ring, given);
  keys?.dataKey.fill(0);
  keys?.unblindingKey?.fill(0);
  return keys !== null;
}

/**
 * Seals what the person holds to a new key pair under a new passphrase; null when the present one is wrong. The new
 * public key goes into the trail, so the wrap of the old passphrase counts nowhere any more. The unblinding key is left
 * out on request: of a wrap from a time when the study was open-label.
 */
export async function withPassphrase(
  ring: KeyRing,
  given: Credentials & { readonly next: string; readonly dropsUnblindingKey?: boolean },
): Promise<KeyRing | null> {
  const entry = entryOf(ring, given.user);
  const box = entry === undefined ? null : await unwrap(ring, entry, given);
  if (entry === undefined || box === null) return null;
  const held = everythingIn(ring, entry, box);
  const sealed = waitingShare(ring, given.user);
  const context = shareContext(ring, given.user);
  const share = sealed === null ? null : openSealed(box, decode(sealed), context).toString();
  box.privateKey.fill(0);
  const { user, role, cost } = entry;
  const { deviceSecret, next: passphrase } = given;
  const keys =
    given.dropsUnblindingKey === true ? { ...held.keys, unblindingKey: null } : held.keys;
  const kept = { ...held, keys };
  const renewed = await newEntry(ring, { user, role, cost, deviceSecret, passphrase, ...kept });
  for (const key of [
    held.keys.dataKey,
    held.keys.unblindingKey,
    ...(held.breakKeys?.values() ?? []),
  ])
    key?.fill(0);
  const changed = replaceUser(ring, renewed);
  if (share === null || changed.recovery === null) return changed;
  const again = encode(sealTo(decode(renewed.publicKey), Buffer.from(share), context));
  const waiting = { ...changed.recovery.waiting, [given.user]: again };
  return { ...changed, recovery: { ...changed.recovery, waiting } };
}

/** All keys that are sealed to a person. */
function everythingIn(
  ring: KeyRing,
  { user, role, dataKey, unblindingKey, breakKeys }: KeyRingUser,
  box: BoxKeys,
): Pick<NewUser, 'keys' | 'breakKeys'> {
  const bound = binding(ring, user, role);
  const open = (sealed: string, what: string): Buffer =>
    openSealed(box, decode(sealed), `${what} ${bound}`);
  const keys = {
    dataKey: open(dataKey, 'data'),
    unblindingKey: unblindingKey === null ? null : open(unblindingKey, 'unblinding'),
  };
  if (breakKeys === undefined) return { keys };
  const sites = Object.entries(breakKeys);
  return {
    keys,
    breakKeys: new Map(sites.map(([site, text]) => [site, open(text, `code break ${site}`)])),
  };
}

/** Seals the unblinding key to a person's public key: no passphrase of theirs is needed. */
export function withUnblinding(ring: KeyRing, user: string, unblindingKey: Uint8Array): KeyRing {
  const entry = entryOf(ring, user);
  if (entry === undefined) throw new Error(`the key ring has no user ${user}`);
  const bound = binding(ring, entry.user, entry.role);
  const sealed = sealTo(decode(entry.publicKey), unblindingKey, `unblinding ${bound}`);
  return replaceUser(ring, { ...entry, unblindingKey: encode(sealed) });
}

/** Seals keys to sealed treatments to a person's public key; they take the place of those given before. */
export function withBreakKeys(
  ring: KeyRing,
  user: string,
  keys: ReadonlyMap<string, Uint8Array>,
): KeyRing {
  const entry = entryOf(ring, user);
  if (entry === undefined) throw new Error(`the key ring has no user ${user}`);
  const bound = binding(ring, entry.user, entry.role);
  const breakKeys = sealedBreakKeys(decode(entry.publicKey), keys, bound);
  return replaceUser(ring, { ...entry, breakKeys });
}

/** Takes the keys to sealed treatments out of a person's wrap. */
export function withoutBreakKeys(ring: KeyRing, user: string): KeyRing {
  const entry = entryOf(ring, user);
  if (entry === undefined) throw new Error(`the key ring has no user ${user}`);
  const { breakKeys: _gone, ...rest } = entry;
  return replaceUser(ring, rest);
}

export const withoutUser = (ring: KeyRing, user: string): KeyRing =>
  withoutShare({ ...ring, users: ring.users.filter((entry) => entry.user !== user) }, user);

const shareContext = (ring: KeyRing, user: string): string =>
  `recovery share ${ring.storeId} ${user}`;

/** Deals a new recovery: each share is sealed to its holder, and shares dealt before open nothing any more. */
export function withDealtShares(
  ring: KeyRing,
  recovery: Recovery,
  shares: ReadonlyMap<string, string>,
): KeyRing {
  const waiting = [...shares].map(([user, share]) => {
    const entry = entryOf(ring, user);
    if (entry === undefined) throw new Error(`the key ring has no user ${user}`);
    const sealed = sealTo(decode(entry.publicKey), Buffer.from(share), shareContext(ring, user));
    return [user, encode(sealed)] as const;
  });
  return { ...ring, recovery: { ...recovery, waiting: Object.fromEntries(waiting) } };
}

/** The share that waits for a person, opened by the passphrase; null where none waits or another passphrase is given. */
export async function openShare(ring: KeyRing, given: Credentials): Promise<string | null> {
  const entry = entryOf(ring, given.user);
  const sealed = waitingShare(ring, given.user);
  if (entry === undefined || sealed === null) return null;
  const box = await unwrap(ring, entry, given);
  if (box === null) return null;
  const share = openSealed(box, decode(sealed), shareContext(ring, given.user));
  box.privateKey.fill(0);
  return share.toString();
}

export const waitingShare = ({ recovery }: KeyRing, user: string): string | null =>
  recovery?.waiting !== undefined && Object.hasOwn(recovery.waiting, user)
    ? (recovery.waiting[user] as string)
    : null;

/** Takes a share that waits out of the ring: it was shown, or its holder's key is gone. */
export function withoutShare(ring: KeyRing, user: string): KeyRing {
  if (ring.recovery === null || waitingShare(ring, user) === null) return ring;
  const { [user]: _taken, ...waiting } = ring.recovery.waiting ?? {};
  return { ...ring, recovery: { ...ring.recovery, waiting } };
}

/** Puts the wrap of now in the place of that of then, with no key that the one of then did not hold. */
export function withPresentWrap(then: KeyRing, now: KeyRing, user: string): KeyRing {
  const [old, current] = [entryOf(then, user), entryOf(now, user)];
  if (old === undefined || current === undefined) throw new Error(`no wrap of ${user}`);
  const { breakKeys = {}, ...wrap } = current;
  const both = Object.entries(breakKeys).filter(([site]) =>
    Object.hasOwn(old.breakKeys ?? {}, site),
  );
  const kept = {
    ...wrap,
    unblindingKey: old.unblindingKey === null ? null : wrap.unblindingKey,
    ...(both.length === 0 ? {} : { breakKeys: Object.fromEntries(both) }),
  };
  return withoutShare(replaceUser(then, kept), user);
}

const replaceUser = (ring: KeyRing, user: KeyRingUser): KeyRing => ({
  ...ring,
  users: ring.users.map((entry) => (entry.user === user.user ? user : entry)),
});

/** Public key of a person's wrap, or null when the key ring has none under this name. */
export const publicKeyInRing = (ring: KeyRing, user: string): string | null =>
  entryOf(ring, user)?.publicKey ?? null;
