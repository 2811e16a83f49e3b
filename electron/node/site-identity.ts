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
import { nothingYet, remember, siteMemory } from './site-memory.ts';
import type { SiteMemory } from './site-memory.ts';
import type { Machine } from './store-file/store-file.ts';

/** The keys of one site file on this machine: its own chain, and the box that packs are sealed to. */
export interface SiteIdentityKeys {
  readonly device: Device;
  readonly boxPrivateKey: Uint8Array;
  readonly boxPublicKey: Uint8Array;
}

interface IdentityFile {
  /** Of the first format, the file itself says which store was made with it; of the second, the memory beside it. */
  readonly format: 'cachet-site-device/1' | 'cachet-site-device/2';
  readonly id: string;
  /** Both private keys under the secret of this machine. */
  readonly sealed: string;
  readonly store?: string | null;
}

const folder = (machine: Machine): string => join(machine.dataDirectory, 'site-devices');
const pathOf = (machine: Machine, id: string): string => join(folder(machine), `${id}.json`);
const rawKeyLength = 32;

const wrapKey = ({ device }: Machine): Uint8Array => deriveKey(device.secret, 'cachet site device');

/** The identity that waits for its first pack, or a new one. */
export function waitingIdentity(machine: Machine): SiteIdentityKeys {
  const files = existsSync(folder(machine)) ? readdirSync(folder(machine)).sort() : [];
  for (const name of files.filter((file) => file.endsWith('.json'))) {
    const known = siteIdentity(machine, name.replace('.json', ''));
    if (known !== null && memoryOf(machine, known.device.id)?.file === null) return known;
  }
  const id = randomBytes(8).toString('hex');
  const { privateKey } = generateKeyPairSync('ed25519');
  const keys = {
    sign: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    box: toHex(newBoxKeys().privateKey),
  };
  // First the memory: an identity without one has lost it, and no file is made with it.
  remember(machine, id, nothingYet);
  writeIdentity(machine, {
    format: 'cachet-site-device/2',
    id,
    sealed: encrypt(wrapKey(machine), Buffer.from(JSON.stringify(keys)), id).toString('base64'),
  });
  return siteIdentity(machine, id) as SiteIdentityKeys;
}

function writeIdentity(machine: Machine, file: IdentityFile): void {
  mkdirSync(folder(machine), { recursive: true, mode: 0o700 });
  writeFileDurably(pathOf(machine, file.id), JSON.stringify(file), 0o600);
}

const readIdentity = (machine: Machine, id: string): IdentityFile =>
  JSON.parse(readFileSync(pathOf(machine, id), 'utf8')) as IdentityFile;

/** What this machine remembers of an identity's site file; null when the memory is lost. */
export function memoryOf(machine: Machine, id: string): SiteMemory | null {
  const memory = siteMemory(machine, id);
  if (memory !== null) return memory;
  const { format, store } = readIdentity(machine, id);
  if (format !== 'cachet-site-device/1') return null;
  if (store === null || store === undefined) return nothingYet;
  return { ...nothingYet, file: { storeId: null, path: store, stage: 'made' } };
}

/** An identity of this machine, or null when it has none of this id or its secret is another. */
export function siteIdentity(machine: Machine, id: string): SiteIdentityKeys | null {
  if (!/^[0-9a-f]{16}$/.test(id) || !existsSync(pathOf(machine, id))) return null;
  try {
    const { sealed } = readIdentity(machine, id);
    const text = decrypt(wrapKey(machine), Buffer.from(sealed, 'base64'), id).toString();
    const keys = JSON.parse(text) as { readonly sign: string; readonly box: string };
    const boxPrivateKey = fromHex(keys.box);
    return {
      device: deviceOf(id, keys.sign, machine.device.secret),
      boxPrivateKey,
      boxPublicKey: boxPublicKey(boxPrivateKey),
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
