import { toHex } from '../../shared/base/hex.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

/** SHA-256, hexadecimal. */
export async function digestHex(content: string | ArrayBuffer): Promise<string> {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Whether this browser can check the signatures of devices; older ones cannot. */
export async function canCheckSignatures(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

const keys = new Map<string, Promise<CryptoKey>>();

/** Ed25519 by a raw public key. */
export async function isGenuine(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const name = toHex(publicKey);
  const known =
    keys.get(name) ??
    crypto.subtle.importKey('raw', publicKey as BufferSource, 'Ed25519', false, ['verify']);
  keys.set(name, known);
  return crypto.subtle.verify(
    'Ed25519',
    await known,
    signature as BufferSource,
    message as BufferSource,
  );
}
