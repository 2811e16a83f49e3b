import { hash } from 'node:crypto';
import { boxes } from '../boxes.ts';
import { sha256 } from '../crypto-random.ts';
import type { ParcelKind } from './tables.ts';

/** What the sender of a parcel signs, beside its content. */
export interface ParcelLabel {
  readonly hub: string;
  readonly kind: ParcelKind;
  /** Null for the consoles of the study. */
  readonly recipient: string | null;
  /** Pack, or epoch and first entry of a record. */
  readonly key: string;
}

const smallestClass = 4096;

/**
 * The size that a sealed file of so many bytes is padded to, so that sizes tell little of what is inside: at most
 * 12 % more, and few classes (Nikitin et al., "Reducing metadata leakage from encrypted files", PETS 2019).
 */
export function sizeClass(bytes: number): number {
  if (bytes <= smallestClass) return smallestClass;
  const exponent = Math.floor(Math.log2(bytes));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(bytes / step) * step;
}

/** Packs and records are JSON: blanks behind it change nothing, and their signatures cover what is read. */
export function padded(file: Uint8Array): Buffer {
  const bytes = Buffer.alloc(sizeClass(file.length), ' ');
  bytes.set(file);
  return bytes;
}

/** The file in a parcel, as it was before it was padded. */
export const unpadded = (content: Uint8Array): Buffer =>
  Buffer.from(Buffer.from(content).toString('utf8').trimEnd(), 'utf8');

export function labelText({ hub, kind, recipient, key }: ParcelLabel, content: Uint8Array): string {
  const digest = hash('sha256', content, 'hex');
  return ['cachet hub parcel', hub, kind, recipient ?? '', key, digest].join('\n');
}

/** Whether a machine with this key sent just this. */
export const isGenuine = (
  publicKey: string,
  label: ParcelLabel,
  content: Uint8Array,
  signature: Buffer,
): boolean => boxes.verify(publicKey, labelText(label, content), signature.toString('base64'));

export const signLabel = (
  sign: (message: Uint8Array) => Uint8Array,
  label: ParcelLabel,
  content: Uint8Array,
): Buffer => Buffer.from(sign(sha256(labelText(label, content))));
