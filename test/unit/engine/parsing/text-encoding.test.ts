import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  EncodingFault,
  TextEncoding,
} from '../../../../shared/engine/parsing/text-encoding.ts';
import { detectEncoding, TextDecoding } from '../../../../shared/engine/parsing/text-encoding.ts';

const seed = 71;
/** Decodes in pieces of the given sizes, the last piece taking the rest. */
function decode(
  encoding: TextEncoding,
  bytes: Uint8Array,
  sizes: readonly number[] = [],
): string | EncodingFault {
  const decoding = new TextDecoding(encoding);
  let [text, at] = ['', 0];
  for (const size of [...sizes, bytes.length]) {
    const end = Math.min(bytes.length, at + size);
    const piece = decoding.push(bytes.subarray(at, end), end === bytes.length);
    if (!piece.ok) return piece.error;
    text += piece.value;
    at = end;
    if (at === bytes.length) break;
  }
  return text;
}

const platform = (label: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const awkward = fc.constantFrom(
  0x00,
  0x0a,
  0x41,
  0x7f,
  0x80,
  0xbf,
  0xc0,
  0xc1,
  0xc2,
  0xdf,
  0xe0,
  0xa0,
  0x9f,
  0xed,
  0xef,
  0xf0,
  0x8f,
  0x90,
  0xf4,
  0xf5,
  0xff,
  0xd8,
  0xdc,
);
const anyBytes = fc
  .array(fc.oneof(awkward, fc.nat(255)), { maxLength: 24 })
  .map((list) => Uint8Array.from(list));
const anySizes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 });

describe('decoding', () => {
  it.each([
    ['utf-8', 'utf-8'],
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
  ] as const)('%s: accepts and refuses what the platform does, cut anywhere', (encoding, label) => {
    fc.assert(
      fc.property(anyBytes, anySizes, (bytes, sizes) => {
        const mine = decode(encoding, bytes, sizes);
        expect(typeof mine === 'string' ? mine : undefined).toBe(platform(label, bytes));
      }),
      { seed, numRuns: 5_000 },
    );
  });

  it('utf-8: brings any text back, cut anywhere', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), anySizes, (text, sizes) => {
        expect(decode('utf-8', encoder.encode(text), sizes)).toBe(text);
      }),
      { seed },
    );
  });

  it('windows-1252: as the platform, but for the five bytes it does not assign', () => {
    const unassigned = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Uint8Array.of(byte);
      const expected = unassigned.has(byte) ? undefined : platform('windows-1252', bytes);
      const mine = decode('windows-1252', bytes);
      expect(typeof mine === 'string' ? mine : undefined).toBe(expected);
    }
  });

  it('names the place of the first bad byte, over pieces', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('número\nzwei é'), 0xe9, 0x3b]);
    for (const sizes of [[], [3, 5], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]) {
      expect(decode('utf-8', bytes, sizes)).toEqual({
        encoding: 'utf-8',
        offset: bytes.length - 2,
        line: 2,
        byteColumn: 8,
        found: 'byte 0xe9',
      });
    }
  });

  it('refuses a character cut off at the end', () => {
    expect(decode('utf-8', Uint8Array.of(0x41, 0xe2, 0x82))).toMatchObject({ offset: 1 });
    expect(decode('utf-16le', Uint8Array.of(0x41, 0, 0x42))).toMatchObject({ offset: 2 });
  });

  it('detects byte order marks and nothing else', () => {
    expect(detectEncoding(Uint8Array.of(0xef, 0xbb, 0xbf))).toEqual({
      encoding: 'utf-8',
      markLength: 3,
    });
    expect(detectEncoding(Uint8Array.of(0xff, 0xfe))).toEqual({
      encoding: 'utf-16le',
      markLength: 2,
    });
    expect(detectEncoding(Uint8Array.of(0xfe, 0xff))).toEqual({
      encoding: 'utf-16be',
      markLength: 2,
    });
    expect(detectEncoding(Uint8Array.of(0xe9))).toEqual({ encoding: 'utf-8', markLength: 0 });
  });
});
