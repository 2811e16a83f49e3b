import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { formatCode, symbolsOf } from '../../domain/backup/telephone-code.ts';
import type { Ports } from '../ports.ts';

/** The public half of a site machine's identity. */
export interface SiteIdentity {
  readonly device: string;
  /** Ed25519, signs the site's ledger; hexadecimal. */
  readonly publicKey: string;
  /** X25519, packs are sealed to it; hexadecimal. */
  readonly boxKey: string;
}

const prefix = 'CACHET-SITE-1';
const fingerprintSymbols = 16;

const identityText = ({ device, publicKey, boxKey }: SiteIdentity): string =>
  [prefix, device, publicKey, boxKey].join('.');

/** The request code of a site machine; the signature proves that it holds its key. */
export const requestCode = (identity: SiteIdentity, sign: (text: string) => string): string =>
  `${identityText(identity)}.${sign(identityText(identity))}`;

/** Four groups of characters that stand for a public key, to compare by telephone. */
export const fingerprintOf = ({ sha256 }: Pick<Ports, 'sha256'>, text: string): string =>
  formatCode(symbolsOf(sha256(text), fingerprintSymbols));

export const deviceFingerprint = (ports: Pick<Ports, 'sha256'>, identity: SiteIdentity): string =>
  fingerprintOf(ports, identityText(identity));

/** The fingerprint of the console that signs packs. */
export const consoleFingerprint = (
  ports: Pick<Ports, 'sha256'>,
  publicKey: Uint8Array | string,
): string =>
  fingerprintOf(ports, `console ${typeof publicKey === 'string' ? publicKey : toHex(publicKey)}`);

/** Reads a request code; refuses one that was cut, mistyped or made up. */
export function readRequest(
  ports: Pick<Ports, 'boxes'>,
  text: string,
): Result<SiteIdentity, Refusal> {
  const [head, device = '', publicKey = '', boxKey = '', signature = '', ...rest] = text
    .replace(/\s+/g, '')
    .split('.');
  const identity = { device, publicKey, boxKey };
  const isWhole =
    head === prefix &&
    /^[0-9a-f]{16}$/.test(device) &&
    /^[0-9a-f]{64}$/.test(publicKey) &&
    /^[0-9a-f]{64}$/.test(boxKey) &&
    rest.length === 0;
  if (isWhole && ports.boxes.verify(publicKey, identityText(identity), signature)) {
    return ok(identity);
  }
  return err(
    refusal(
      'request-code',
      'This is not a whole request code of a site machine.',
      'Copy it again from the site machine, from CACHET-SITE to the end.',
    ),
  );
}
