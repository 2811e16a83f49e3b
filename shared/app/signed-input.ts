import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/canonical-json.ts';
import { toHex } from '../base/hex.ts';
import type { ProcedureName } from '../contracts/index.ts';
import type { Ports } from './ports.ts';

/** What is secret, and the signatures themselves, take no part in what is signed. */
const unsigned: readonly string[] = ['signature', 'second', 'passphrase', 'code'];

/**
 * SHA-256, hexadecimal, over a procedure and everything that was asked of it but what is secret: what somebody signs
 * who changes access, keys or files. Passphrases never take part in a stored hash.
 */
export function signedInput(
  ports: Pick<Ports, 'sha256'>,
  change: ProcedureName,
  input: Readonly<Record<string, unknown>>,
): string {
  const signed = Object.entries(input).filter(
    ([key, value]) => !unsigned.includes(key) && value !== undefined,
  );
  return toHex(ports.sha256(canonicalJson({ change, ...Object.fromEntries(signed) } as Json)));
}
