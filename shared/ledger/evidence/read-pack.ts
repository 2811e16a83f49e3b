import { lineOf, packFormat } from './pack-format.ts';
import type { PackEntry, PackFault, PackManifest, PackSignature } from './pack-format.ts';

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: PackFault };

const fault = (file: string, problem: string, line: number | null = null): Read<never> => ({
  ok: false,
  fault: { file, line, entry: null, problem },
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFile = (value: unknown): boolean =>
  isRecord(value) &&
  isInside(value['path']) &&
  Number.isSafeInteger(value['bytes']) &&
  isDigest(value['sha256']);

const isPart = (value: unknown): boolean =>
  isRecord(value) &&
  isInside(value['path']) &&
  Number.isSafeInteger(value['first']) &&
  Number.isSafeInteger(value['last']);

const isDigest = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** A path that stays in the folder of the pack. */
const isInside = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^[A-Za-z0-9 ._()-]+(\/[A-Za-z0-9 ._()-]+)*$/.test(value) &&
  !value.split('/').includes('..');

const isCheckpoint = (value: unknown): boolean =>
  isRecord(value) &&
  ['storeId', 'device', 'at'].every((name) => typeof value[name] === 'string') &&
  ['epoch', 'entries'].every((name) => Number.isSafeInteger(value[name])) &&
  isDigest(value['head']);

const allTexts = (value: unknown, names: readonly string[]): boolean =>
  isRecord(value) && names.every((name) => typeof value[name] === 'string');

/** The manifest from its text, or what is wrong with it. */
export function readManifest(file: string, text: string): Read<PackManifest> {
  const value = parsed(text);
  if (!isRecord(value)) return fault(file, 'it is not JSON');
  if (value['format'] !== packFormat) return fault(file, 'it is not of a pack that is known here');
  const { files, trail, made, study, checkpoint } = value;
  const isWhole =
    Array.isArray(files) &&
    files.every(isFile) &&
    Array.isArray(trail) &&
    trail.every(isPart) &&
    isCheckpoint(checkpoint) &&
    Number.isSafeInteger(value['signed']) &&
    allTexts(made, ['at', 'user', 'printedName', 'role']) &&
    allTexts(study, ['protocol', 'title', 'sponsor', 'environment']);
  if (!isWhole) return fault(file, 'a member is missing or has another form');
  return { ok: true, value: value as unknown as PackManifest };
}

const isHex = (value: unknown, digits: number): boolean =>
  typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value);

/** The signature of the manifest from its text, or what is wrong with it. */
export function readSignature(file: string, text: string): Read<PackSignature> {
  const value = parsed(text);
  const isWhole =
    isRecord(value) &&
    typeof value['device'] === 'string' &&
    isHex(value['publicKey'], 64) &&
    isHex(value['signature'], 128);
  return isWhole
    ? { ok: true, value: value as unknown as PackSignature }
    : fault(file, 'it is not a signature of a pack');
}

/** Whether a value has the form of an entry. */
export const isPackEntry = (value: unknown): value is PackEntry =>
  isRecord(value) &&
  ['sequence', 'epoch', 'deviceSequence'].every((name) => Number.isSafeInteger(value[name])) &&
  typeof value['device'] === 'string' &&
  typeof value['content'] === 'string' &&
  isRecord(parsed(value['content'])) &&
  (value['sealed'] === null || typeof value['sealed'] === 'string') &&
  isDigest(value['hash']) &&
  (value['signature'] === null || isHex(value['signature'], 128));

/** Entries of a file, or the first line that is none. */
export function readPart(file: string, text: string): Read<readonly PackEntry[]> {
  const lines = text.split('\n');
  const entries: PackEntry[] = [];
  for (let index = 0; index < lines.length - 3; index += 1) {
    const line = (lines[index + 1] as string).replace(/,$/, '');
    const value = parsed(line);
    if (!isPackEntry(value)) return fault(file, 'it is not an entry', lineOf(index));
    entries.push(value);
  }
  return { ok: true, value: entries };
}
