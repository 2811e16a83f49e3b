import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifySignature } from '../../shared/ledger/ports.ts';
import { writeFileDurably } from './durable-file.ts';

/** This machine's identity: it signs the ledger, and its secret takes part in every passphrase. */
export interface Device {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly secret: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

interface DeviceFile {
  readonly format: 'cachet-device/1';
  readonly id: string;
  readonly privateKey: string;
  readonly secret: string;
}

const rawKeyLength = 32;

/** Reads the device file of the data directory, or makes it (mode 0600) the first time. */
export function loadDevice(dataDirectory: string, secret?: Uint8Array): Device {
  const path = join(dataDirectory, 'device.json');
  if (!existsSync(path)) {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    writeFileDurably(path, JSON.stringify(newDevice()), 0o600);
  }
  const file = JSON.parse(readFileSync(path, 'utf8')) as DeviceFile;
  if (file.format !== 'cachet-device/1') throw new Error(`${path} is not a device file`);
  const privateKey = createPrivateKey({
    key: Buffer.from(file.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    id: file.id,
    publicKey: new Uint8Array(spki.subarray(spki.length - rawKeyLength)),
    secret: secret ?? Buffer.from(file.secret, 'base64'),
    sign: (message) => sign(null, message, privateKey),
  };
}

function newDevice(): DeviceFile {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    format: 'cachet-device/1',
    id: randomBytes(8).toString('hex'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    secret: randomBytes(32).toString('base64'),
  };
}

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Ed25519 with a raw 32-byte public key. */
export const verifySignature: VerifySignature = (publicKey, message, signature) =>
  verify(
    null,
    message,
    createPublicKey({
      key: Buffer.concat([spkiPrefix, publicKey]),
      format: 'der',
      type: 'spki',
    }),
    signature,
  );
