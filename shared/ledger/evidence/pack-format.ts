import type { Checkpoint } from '../checkpoint.ts';

/** What an evidence pack is called in its own manifest. */
export const packFormat = 'cachet-evidence/1';

/** The three files that speak for all others and so are not in their list. */
export const manifestFile = 'manifest.json';
export const signatureFile = 'manifest.sig.json';
/** Manifest and signature once more, as a script: a page from disk can read nothing else beside it. */
export const manifestScript = 'manifest.js';

/** Files that operating systems drop into folders by themselves. */
export const litter: readonly string[] = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

export interface PackFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** A run of entries in one file. */
export interface PackPart {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

/** What a pack holds; canonical JSON in `manifest.json`. */
export interface PackManifest {
  readonly format: typeof packFormat;
  readonly product: string;
  /** Arms and kit types stand in no file of an arm-free pack but as ciphertext. */
  readonly variant: 'arm-free' | 'unblinded';
  readonly made: {
    readonly at: string;
    readonly offsetMinutes: number;
    readonly user: string;
    readonly printedName: string;
    readonly role: string;
  };
  readonly study: {
    readonly protocol: string;
    readonly title: string;
    readonly sponsor: string;
    readonly environment: string;
  };
  /** The end of the trail when the pack was made. */
  readonly checkpoint: Checkpoint;
  /** Entries that carry a device's signature. */
  readonly signed: number;
  readonly trail: readonly PackPart[];
  readonly files: readonly PackFile[];
}

/** Ed25519 of the device over the SHA-256 of `manifest.json`; all hexadecimal. */
export interface PackSignature {
  readonly device: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** An entry as a pack holds it: every byte that the chain covers. */
export interface PackEntry {
  readonly sequence: number;
  readonly device: string;
  readonly epoch: number;
  readonly deviceSequence: number;
  /** Canonical JSON of the clear part. */
  readonly content: string;
  readonly sealed: string | null;
  readonly hash: string;
  readonly signature: string | null;
}

/** The first thing that is wrong with a pack, and where. */
export interface PackFault {
  readonly file: string;
  /** Line of the file, where it has lines. */
  readonly line: number | null;
  readonly entry: number | null;
  readonly problem: string;
}

/** First line of a file of entries. Between it and the last line stands one entry a line, as JSON with a comma. */
const partHead = (path: string): string => `cachet.entries(${JSON.stringify(path)},[`;
const partFoot = '])';

/** Line on which an entry of a file stands, counted from 1. */
export const lineOf = (index: number): number => index + 2;

export const entryLine = (entry: PackEntry): string =>
  JSON.stringify({
    sequence: entry.sequence,
    device: entry.device,
    epoch: entry.epoch,
    deviceSequence: entry.deviceSequence,
    content: entry.content,
    sealed: entry.sealed,
    hash: entry.hash,
    signature: entry.signature,
  });

/** A file of entries: a script for the viewer, and lines of JSON for everybody else. */
export const partText = (path: string, lines: readonly string[]): string =>
  `${partHead(path)}\n${lines.join(',\n')}\n${partFoot}\n`;

export const scriptText = (manifest: string, signature: string): string =>
  `cachet.manifest(${JSON.stringify(manifest)},${JSON.stringify(signature)})\n`;
