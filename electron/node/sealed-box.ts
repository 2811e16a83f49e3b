import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { deriveKey } from './crypto-random.ts';

const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/*
 * Keys are handed to the ciphers as key objects: of plain bytes Node first finds out, by an exception, that they are
 * none, which takes four times as long as the rest. A bundle opens thousands of small boxes.
 */

/** AES-256-GCM with a random nonce: nonce, ciphertext, tag. `context` is authenticated. */
export function encrypt(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** Throws when key, context or ciphertext is not what was encrypted. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    createSecretKey(key),
    bytes.subarray(0, nonceLength),
  );
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  const body = bytes.subarray(nonceLength, bytes.length - tagLength);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

export interface BoxKeys {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** An X25519 key pair as raw bytes. */
export function newBoxKeys(): BoxKeys {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: rawPublic(publicKey), privateKey: rawPrivate(privateKey) };
}

const rawPublic = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length));

const rawPrivate = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8Prefix.length));

const publicKeyOf = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });

const privateKeyOf = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, raw]), format: 'der', type: 'pkcs8' });

/** The raw public key of a raw private one. */
export const boxPublicKey = (privateKey: Uint8Array): Uint8Array =>
  rawPublic(createPublicKey(privateKeyOf(privateKey)));

/** Encrypts so that only the holder of the private key can read: ephemeral X25519, HKDF, AES-256-GCM. */
export function sealTo(publicKey: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const ephemeral = generateKeyPairSync('x25519');
  const shared = diffieHellman({
    privateKey: ephemeral.privateKey,
    publicKey: publicKeyOf(publicKey),
  });
  const sender = rawPublic(ephemeral.publicKey);
  const key = deriveKey(Buffer.concat([shared, sender, publicKey]), `cachet box ${context}`);
  return Buffer.concat([sender, encrypt(key, plain, context)]);
}

/** Opens what `sealTo` made. Throws when it is not for these keys or this context. */
export function openSealed(keys: BoxKeys, sealed: Uint8Array, context: string): Buffer {
  const sender = sealed.subarray(0, keyLength);
  const shared = diffieHellman({
    privateKey: privateKeyOf(keys.privateKey),
    publicKey: publicKeyOf(sender),
  });
  const key = deriveKey(Buffer.concat([shared, sender, keys.publicKey]), `cachet box ${context}`);
  return decrypt(key, sealed.subarray(keyLength), context);
}
