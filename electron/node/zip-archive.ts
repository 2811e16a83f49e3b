import { constants, crc32, inflateRawSync } from 'node:zlib';
import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';

/** Caps of an archive from outside; sizes in bytes. */
export interface ZipLimits {
  readonly entries: number;
  readonly entrySize: number;
  readonly totalSize: number;
  /** Unpacked size by packed size, of any entry above 1 MB: office files stay below 100. */
  readonly ratio: number;
}

export const zipLimits: ZipLimits = {
  entries: 500,
  entrySize: 150_000_000,
  totalSize: 200_000_000,
  ratio: 150,
};

/** One file of a checked archive. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

interface Listed {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

const [endMark, listMark, entryMark] = [0x06054b50, 0x02014b50, 0x04034b50];
const [stored, deflated] = [0, 8];
const ratioFloor = 1_000_000;

const bad = (message: string, next = 'Save the file again with its program and retry.'): Refusal =>
  refusal('archive-not-accepted', message, next);

function endOfList(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (
      bytes.readUInt32LE(at) === endMark &&
      at + 22 + bytes.readUInt16LE(at + 20) === bytes.length
    ) {
      return at;
    }
  }
  return -1;
}

function listedAt(bytes: Buffer, at: number): Listed | undefined {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== listMark) return undefined;
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  return {
    name: bytes.toString('utf8', at + 46, nameEnd),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    headerAt: bytes.readUInt32LE(at + 42),
  };
}

function listProblem(entry: Listed, flags: number, limits: ZipLimits): string | undefined {
  const name = JSON.stringify(entry.name.slice(0, 80));
  if ((flags & 1) !== 0) return `${name} is encrypted.`;
  if (entry.method !== stored && entry.method !== deflated)
    return `${name} is packed in an unknown way.`;
  if (
    entry.name.includes('\\') ||
    entry.name.startsWith('/') ||
    entry.name.split('/').includes('..')
  ) {
    return `${name} points outside the archive.`;
  }
  if (/\.(zip|xlsx|xlsm|docx|jar|7z|gz)$/i.test(entry.name))
    return `${name} is an archive inside the archive.`;
  if (entry.size > limits.entrySize) return `${name} would unpack to ${entry.size} bytes.`;
  if (entry.size > ratioFloor && entry.size > entry.packedSize * limits.ratio) {
    return `${name} would unpack to ${Math.round(entry.size / Math.max(1, entry.packedSize))} times its size.`;
  }
  return undefined;
}

function listing(bytes: Buffer, limits: ZipLimits): Result<readonly Listed[], Refusal> {
  const end = bytes.length < 22 ? -1 : endOfList(bytes);
  if (end < 0) return err(bad('The file is not a complete archive.'));
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entries)
    return err(bad(`The archive holds ${count} files; at most ${limits.entries}.`));
  const entries: Listed[] = [];
  const names = new Set<string>();
  let [at, total] = [bytes.readUInt32LE(end + 16), 0];
  for (let index = 0; index < count; index++) {
    const entry = listedAt(bytes, at);
    if (entry === undefined) return err(bad('The list of the archive is damaged.'));
    total += entry.size;
    const problem = listProblem(entry, bytes.readUInt16LE(at + 8), limits);
    if (problem !== undefined) return err(bad(problem));
    if (names.has(entry.name))
      return err(bad(`The archive holds ${JSON.stringify(entry.name)} twice.`));
    if (total > limits.totalSize)
      return err(bad(`The archive would unpack to over ${limits.totalSize} bytes.`));
    names.add(entry.name);
    entries.push(entry);
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return at > end ? err(bad('The list of the archive is damaged.')) : ok(entries);
}

function unpacked(bytes: Buffer, entry: Listed): Buffer | undefined {
  const { headerAt } = entry;
  if (headerAt + 30 > bytes.length || bytes.readUInt32LE(headerAt) !== entryMark) return undefined;
  const start =
    headerAt + 30 + bytes.readUInt16LE(headerAt + 26) + bytes.readUInt16LE(headerAt + 28);
  const packed = bytes.subarray(start, start + entry.packedSize);
  if (packed.length !== entry.packedSize) return undefined;
  if (entry.method === stored) return packed;
  try {
    return inflateRawSync(packed, {
      maxOutputLength: entry.size + 1,
      finishFlush: constants.Z_FINISH,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/**
 * Unpacks an archive from outside after checking its list against the caps, then every file's size
 * and CRC against the list; the library that reads spreadsheets accepts a wrong CRC. Refuses
 * encryption, archives within, paths that leave the archive, repeated names (`archive-not-accepted`).
 */
export function readZipArchive(
  bytes: Buffer,
  limits: ZipLimits = zipLimits,
): Result<readonly ZipEntry[], Refusal> {
  const listed = listing(bytes, limits);
  if (!listed.ok) return listed;
  const entries: ZipEntry[] = [];
  for (const entry of listed.value) {
    const content = unpacked(bytes, entry);
    if (content?.length !== entry.size || crc32(content) !== entry.crc) {
      return err(
        bad(
          `${JSON.stringify(entry.name.slice(0, 80))} is damaged: its size or checksum is wrong.`,
        ),
      );
    }
    if (content.length >= 4 && content.readUInt32LE(0) === entryMark) {
      return err(
        bad(`${JSON.stringify(entry.name.slice(0, 80))} is an archive inside the archive.`),
      );
    }
    entries.push({ name: entry.name, content });
  }
  return ok(entries);
}
