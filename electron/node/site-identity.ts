import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, toHex } from '../../shared/base/hex.ts';
import { deriveKey } from './crypto-random.ts';
import type { Device } from './device.ts';
import { writeFileDurably } from './durable-file.ts';
import type { KeyRing } from './key-ring.ts';
import { boxPublicKey, decrypt, encrypt, newBoxKeys } from './sealed-box.ts';
import type { Machine } from './store-file/store-file.ts';

/** The keys of one site file on this machine: its own chain, and the box that packs are sealed to. */
export interface SiteIdentityKeys {
  readonly device: Device;
  readonly boxPrivateKey: Uint8Array;
  readonly boxPublicKey: Uint8Array;
  /** The site file that was made with it, or null. */
  readonly store: string | null;
}

interface IdentityFile {
  readonly format: 'cachet-site-device/1';
  readonly id: string;
  /** Both private keys under the secret of this machine. */
  readonly sealed: string;
  readonly store: string | null;
}

const folder = (machine: Machine): string => join(machine.dataDirectory, 'site-devices');
const pathOf = (machine: Machine, id: string): string => join(folder(machine), `${id}.json`);
const rawKeyLength = 32;

const wrapKey = ({ device }: Machine): Uint8Array => deriveKey(device.secret, 'cachet site device');

/** The identity that waits for its first pack, or a new one. */
export function waitingIdentity(machine: Machine): SiteIdentityKeys {
  const ids = existsSync(folder(machine)) ? readdirSync(folder(machine)).sort() : [];
  for (const name of ids) {
    const known = siteIdentity(machine, name.replace('.json', ''));
    if (known !== null && known.store === null) return known;
  }
  const id = randomBytes(8).toString('hex');
  const { privateKey } = generateKeyPairSync('ed25519');
  const keys = {
    sign: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    box: toHex(newBoxKeys().privateKey),
  };
  writeIdentity(machine, {
    format: 'cachet-site-device/1',
    id,
    sealed: encrypt(wrapKey(machine), Buffer.from(JSON.stringify(keys)), id).toString('base64'),
    store: null,
  });
  return siteIdentity(machine, id) as SiteIdentityKeys;
}

function writeIdentity(machine: Machine, file: IdentityFile): void {
  mkdirSync(folder(machine), { recursive: true, mode: 0o700 });
  writeFileDurably(pathOf(machine, file.id), JSON.stringify(file), 0o600);
}

/** The identity serves one site file from now on. */
export function bindIdentity(machine: Machine, id: string, store: string): void {
  const file = JSON.parse(readFileSync(pathOf(machine, id), 'utf8')) as IdentityFile;
  writeIdentity(machine, { ...file, store });
}

/** An identity of this machine, or null when it has none of this id or its secret is another. */
export function siteIdentity(machine: Machine, id: string): SiteIdentityKeys | null {
  if (!/^[0-9a-f]{16}$/.test(id) || !existsSync(pathOf(machine, id))) return null;
  try {
    const file = JSON.parse(readFileSync(pathOf(machine, id), 'utf8')) as IdentityFile;
    const text = decrypt(wrapKey(machine), Buffer.from(file.sealed, 'base64'), id).toString();
    const keys = JSON.parse(text) as { readonly sign: string; readonly box: string };
    const boxPrivateKey = fromHex(keys.box);
    return {
      device: deviceOf(id, keys.sign, machine.device.secret),
      boxPrivateKey,
      boxPublicKey: boxPublicKey(boxPrivateKey),
      store: file.store,
    };
  } catch {
    return null;
  }
}

function deviceOf(id: string, pkcs8: string, secret: Uint8Array): Device {
  const privateKey = createPrivateKey({
    key: Buffer.from(pkcs8, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    id,
    publicKey: new Uint8Array(spki.subarray(spki.length - rawKeyLength)),
    secret,
    sign: (message) => sign(null, message, privateKey),
  };
}

/** The machine as it stands towards a file: a site file is signed with the identity that its packs were made for. */
export function machineFor(machine: Machine, ring: Pick<KeyRing, 'founder'>): Machine {
  const identity = siteIdentity(machine, ring.founder.device);
  return identity === null ? machine : { ...machine, device: identity.device };
}
