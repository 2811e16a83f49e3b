import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/canonical-json.ts';
import type { Instant } from '../base/instant.ts';
import type { Role } from '../domain/access/roles.ts';

/** An electronic signature as it stands in the trail; the passphrase that proved it is not kept. */
export interface SignatureRecord {
  readonly user: string;
  readonly printedName: string;
  readonly role: Role;
  readonly meaning: string;
  readonly at: Instant;
  readonly offsetMinutes: number;
  /** SHA-256 of what was signed. */
  readonly digest: string;
}

/** Who did something, when and where: the same for every entry of one command. */
export interface EntryContext {
  readonly at: Instant;
  readonly offsetMinutes: number;
  readonly user: string;
  readonly printedName: string;
  readonly role: Role | 'system';
  readonly environment: 'PROD' | 'UAT';
  readonly procedure: string;
  readonly requestId: string | null;
}

/** What an entry says in clear: everybody who can open the study may read it. */
export interface EntryContent extends EntryContext {
  readonly kind: string;
  readonly body: { readonly [key: string]: Json };
  readonly reason: string | null;
  readonly signature: SignatureRecord | null;
}

/** Position in the chain of one device: a restore or a second copy starts a new epoch. */
export interface ChainPosition {
  readonly device: string;
  readonly epoch: number;
  readonly deviceSequence: number;
}

/** An entry as stored: `content` is canonical JSON, `sealed` the ciphertext of what unblinds. */
export interface StoredEntry extends ChainPosition {
  readonly sequence: number;
  readonly content: string;
  readonly sealed: string | null;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly signature: Uint8Array | null;
}

/** Hash that precedes the first entry of every device chain. */
export const genesisHash = '0'.repeat(64);

/** Canonical text of the clear part. */
export const encodeContent = (content: EntryContent): string =>
  canonicalJson(content as unknown as Json);

/**
 * The text whose SHA-256 is an entry's hash: position, hash of the device's previous entry, clear part and
 * ciphertext, each on a line of its own (none of them can contain a line feed: canonical JSON escapes it).
 * The ciphertext is covered, so the chain can be verified without the unblinding key.
 */
export const chainText = (
  position: ChainPosition,
  previousHash: string,
  content: string,
  sealed: string | null,
): string =>
  `${position.device}.${position.epoch}.${position.deviceSequence}\n${previousHash}\n${content}\n${sealed ?? ''}`;
