import type { Instant } from '../base/instant.ts';
import type { Refusal } from '../base/refusal.ts';
import type { Result } from '../base/result.ts';
import type { Role } from '../domain/access/roles.ts';
import type { SiteClock } from '../domain/backup/pack-terms.ts';
import type { Sha256 } from '../ledger/ports.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import type { BarcodePorts } from './barcode-ports.ts';
import type { SealVerifier } from './logger/inspect-logger.ts';

/** Wall time in UTC with the offset that people at this machine read. */
export interface Moment {
  readonly instant: Instant;
  readonly offsetMinutes: number;
}

export interface Clock {
  now(): Moment;
  /** The monotonic clock beside it; the machine's own when absent. */
  uptime?(): SiteClock;
}

/** Bytes from the operating system. */
export interface RandomSource {
  bytes(length: number): Uint8Array;
}

/** Whatever needs the unblinding key. A blinded session has none. */
export interface Sealer {
  /** Authenticated ciphertext, base64, of text padded so that its length says nothing. `context` is bound in. */
  seal(text: string, context: string): string;
  /** Throws when the ciphertext or its context is not what was sealed. */
  open(sealed: string, context: string): string;
  /** One byte of the veil of a batch: XOR with it hides or shows the byte at that position. */
  veilByte(nonce: string, position: number): number;
  /** 32 bytes for one purpose of the study, the same as long as the study lives. */
  derive(purpose: string): Uint8Array;
}

/** The key to the sealed treatments of a site's subjects; null for a site whose key the person was not given. */
export type BreakKeys = (site: string) => Uint8Array | null;

/** Ciphers of what leaves the study: packs, envelopes and bundles. Ciphertexts are base64; texts are UTF-8. */
export interface Boxes {
  /** AES-256-GCM with `context` bound in. */
  encrypt(key: Uint8Array, text: string, context: string): string;
  /** Null when key, context or ciphertext is not what was encrypted. */
  decrypt(key: Uint8Array, sealed: string, context: string): string | null;
  /** X25519 public key of a private one, both 32 bytes; hexadecimal. */
  publicKeyOf(privateKey: Uint8Array): string;
  /** Only the holder of the private key can read it. */
  sealTo(publicKey: string, text: string, context: string): string;
  openSealed(privateKey: Uint8Array, sealed: string, context: string): string | null;
  /** Ed25519 over the SHA-256 of a text, by a device's public key in hexadecimal. */
  verify(publicKey: string, text: string, signature: string): boolean;
  /** The text that bytes hold in UTF-8. */
  textOf(bytes: Uint8Array): string;
}

/** The signing identity of this machine. */
export interface DeviceSigner {
  readonly device: string;
  readonly epoch: number;
  sign(hash: Uint8Array): Uint8Array;
}

export interface Actor {
  readonly user: string;
  readonly printedName: string;
  readonly role: Role;
  readonly sites: readonly string[];
}

/** Somebody signed in on an open store. */
export interface Session {
  readonly actor: Actor;
  readonly sealer: Sealer | null;
  readonly mustChangePassphrase: boolean;
}

/** An open store file. */
export interface OpenStore {
  readonly db: SqlDatabase;
  readonly device: DeviceSigner;
  readonly environment: 'PROD' | 'UAT';
  /** `site`: the file of a site that randomizes without the network. */
  readonly purpose?: 'study' | 'site';
  /** Runs work in one durable BEGIN IMMEDIATE; rolls back when it throws. */
  transaction<T>(work: () => T): T;
  /** Called after each commit with the end of the ledger. */
  committed(sequence: number, hash: string): void;
}

/** Long work reports here and asks whether to stop. */
export interface Job {
  progress(done: number, total: number, message: string): void;
  cancelled(): boolean;
}

/** A page description for the PDF printer; plain data. */
export interface PrintDocument {
  readonly title: string;
  readonly language: string;
  readonly watermark?: string;
  readonly blocks: readonly PrintBlock[];
}

export type PrintBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'large'; readonly text: string }
  /** A picture as SVG, without links or fonts of its own. */
  | { readonly kind: 'drawing'; readonly svg: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** One row of an uploaded workbook as texts, with its row number as the spreadsheet shows it. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** One sheet of an uploaded workbook that holds anything. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** Makes files to hand out. The same description gives the same bytes. */
export interface Printer {
  pdf(document: PrintDocument): Promise<Uint8Array>;
  xlsx(sheet: Sheet): Promise<Uint8Array>;
  /** One archive of texts in UTF-8. */
  zip(files: readonly { readonly name: string; readonly text: string }[]): Uint8Array;
  /** Of bytes, or of text in UTF-8. */
  base64(content: Uint8Array | string): string;
}

export interface Ports extends BarcodePorts {
  readonly printer: Printer;
  /** Text of an uploaded file; refuses encodings and sizes that cannot be read. */
  readonly decodeBase64: (text: string) => Uint8Array;
  /** Every sheet of a workbook (XLSX) that holds anything, checked before it is read. */
  readonly readWorkbook: (bytes: Uint8Array) => Promise<Result<readonly WorkbookSheet[], Refusal>>;
  /** SHA-256 of a file's bytes, hexadecimal. */
  readonly fileDigest: (bytes: Uint8Array) => string;
  /** Checks the seals that some makes of temperature loggers put under their files. */
  readonly loggerSeals: SealVerifier;
  readonly clock: Clock;
  readonly random: RandomSource;
  /**
   * Takes a seed for good on this machine, by the SHA-256 digest of its hexadecimal digits; false when any
   * study on this machine had it.
   */
  readonly claimSeed: (digest: string) => boolean;
  readonly sha256: Sha256;
  /** HKDF-SHA-256: 32 bytes from a seed for one purpose. */
  readonly deriveKey: (seed: Uint8Array, info: string) => Uint8Array;
  /** A refusal for faults of the machine that a person can mend (full disk), or null for a defect. */
  readonly explainFault: (error: unknown) => Refusal | null;
  readonly boxes: Boxes;
  /** The monotonic clock of this run of the machine. */
  readonly uptime: () => SiteClock;
  /** Writes the defect to the local log and returns its number. */
  readonly incident: (error: unknown) => string;
  readonly job: (name: string | undefined) => Job;
}
