import type { Boxes } from '../../shared/app/ports.ts';
import { fromHex, toHex } from '../../shared/base/hex.ts';
import { sha256 } from './crypto-random.ts';
import { verifySignature } from './device.ts';
import { boxPublicKey, decrypt, encrypt, openSealed, sealTo } from './sealed-box.ts';

const orNull = (open: () => Buffer): string | null => {
  try {
    return open().toString('utf8');
  } catch {
    return null;
  }
};

const base64 = (bytes: Buffer): string => bytes.toString('base64');

/** The ciphers of this machine behind packs, envelopes and bundles. */
export const boxes: Boxes = {
  encrypt: (key, text, context) => base64(encrypt(key, Buffer.from(text, 'utf8'), context)),
  decrypt: (key, sealed, context) =>
    orNull(() => decrypt(key, Buffer.from(sealed, 'base64'), context)),
  publicKeyOf: (privateKey) => toHex(boxPublicKey(privateKey)),
  sealTo: (publicKey, text, context) =>
    base64(sealTo(fromHex(publicKey), Buffer.from(text, 'utf8'), context)),
  openSealed: (privateKey, sealed, context) =>
    orNull(() =>
      openSealed(
        { privateKey, publicKey: boxPublicKey(privateKey) },
        Buffer.from(sealed, 'base64'),
        context,
      ),
    ),
  verify(publicKey, text, signature) {
    try {
      return verifySignature(fromHex(publicKey), sha256(text), Buffer.from(signature, 'base64'));
    } catch {
      return false;
    }
  },
  textOf: (bytes) => Buffer.from(bytes).toString('utf8'),
};
