import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** `windows-1252` is Latin-1 with Microsoft's additions; it is never detected, a person has to say it. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The first byte that is not text of the encoding. Line and byte column count from 1, the offset from 0. */
export interface EncodingFault {
  readonly encoding: TextEncoding;
  readonly offset: number;
  readonly line: number;
  readonly byteColumn: number;
  readonly found: string;
}

/** The encoding that a byte order mark names, else UTF-8; with the mark's length in bytes, to be skipped. */
export function detectEncoding(start: Uint8Array): {
  readonly encoding: TextEncoding;
  readonly markLength: number;
} {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) {
    return { encoding: 'utf-8', markLength: 3 };
  }
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', markLength: 2 };
  return { encoding: 'utf-8', markLength: 0 };
}

/** One decoding step: how many bytes the character took and its code point; `bytes` 0 asks for more input, −1 is a fault. */
interface Step {
  bytes: number;
  codePoint: number;
}
type StepReader = (bytes: Uint8Array, at: number, step: Step) => void;

/** Lowest code point of each UTF-8 length: anything below is an overlong form. */
const lowest = [0, 0, 0x80, 0x800, 0x10000] as const;

/** Bytes of a character by its first byte; 0 for bytes that start none. */
function utf8Length(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

const readUtf8: StepReader = (bytes, at, step) => {
  const lead = bytes[at] as number;
  const length = utf8Length(lead);
  step.bytes = length === 0 ? -1 : length;
  step.codePoint = length === 1 ? lead : lead & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const next = bytes[at + index];
    if (next === undefined) {
      step.bytes = 0;
      return;
    }
    if ((next & 0xc0) !== 0x80) {
      step.bytes = -1;
      return;
    }
    step.codePoint = step.codePoint * 64 + (next & 0x3f);
  }
  const point = step.codePoint;
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  if (point < (lowest[length] as number) || point > 0x10ffff || isSurrogate) step.bytes = -1;
};

const readUtf16 =
  (low: 0 | 1): StepReader =>
  (bytes, at, step) => {
    const unit = (index: number): number | undefined => {
      const [lower, higher] = [bytes[index + low], bytes[index + 1 - low]];
      return lower === undefined || higher === undefined ? undefined : higher * 256 + lower;
    };
    const first = unit(at);
    step.bytes = first === undefined ? 0 : 2;
    step.codePoint = first ?? 0;
    if (first === undefined || first < 0xd800 || first > 0xdfff) return;
    const second = unit(at + 2);
    step.bytes = second === undefined ? 0 : 4;
    if (first > 0xdbff || (second !== undefined && (second < 0xdc00 || second > 0xdfff))) {
      step.bytes = -1;
      return;
    }
    step.codePoint = 0x10000 + (first - 0xd800) * 0x400 + ((second ?? 0xdc00) - 0xdc00);
  };

/** 0x80 to 0x9f of windows-1252; 0 where nothing is assigned. */
const additions = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0,
  0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
  0x153, 0, 0x17e, 0x178,
] as const;

const readWindows1252: StepReader = (bytes, at, step) => {
  const byte = bytes[at] as number;
  step.codePoint = byte >= 0x80 && byte < 0xa0 ? (additions[byte - 0x80] as number) : byte;
  step.bytes = step.codePoint === 0 && byte !== 0 ? -1 : 1;
};

const readers: Readonly<Record<TextEncoding, StepReader>> = {
  'utf-8': readUtf8,
  'utf-16le': readUtf16(0),
  'utf-16be': readUtf16(1),
  'windows-1252': readWindows1252,
};

/** More arguments than this in one call overflow the stack of some engines. */
const unitsPerCall = 8192;

function textOf(units: Uint16Array, count: number): string {
  let text = '';
  for (let start = 0; start < count; start += unitsPerCall) {
    const piece = units.subarray(start, Math.min(count, start + unitsPerCall));
    text += String.fromCharCode.apply(null, piece as unknown as number[]);
  }
  return text;
}

/**
 * Decodes a text piece by piece; characters cut by a piece's end are kept for the next. The caller
 * has skipped the byte order mark. Strict: the first bad byte ends it with its place.
 */
export class TextDecoding {
  readonly #encoding: TextEncoding;
  readonly #isAsciiByte: boolean;
  readonly #step: Step = { bytes: 0, codePoint: 0 };
  #pending: Uint8Array = new Uint8Array(0);
  #offset: number;
  #line = 1;
  #lineStart: number;

  constructor(encoding: TextEncoding, markLength = 0) {
    this.#encoding = encoding;
    this.#isAsciiByte = encoding === 'utf-8' || encoding === 'windows-1252';
    this.#offset = markLength;
    this.#lineStart = markLength;
  }

  /** Text of the next bytes; with `isLast` an unfinished character is a fault. Not to be used after a fault. */
  push(added: Uint8Array, isLast: boolean): Result<string, EncodingFault> {
    const bytes = this.#pending.length === 0 ? added : joined(this.#pending, added);
    const units = new Uint16Array(bytes.length);
    let [at, count] = [0, 0];
    while (at < bytes.length) {
      const byte = bytes[at] as number;
      if (this.#isAsciiByte && byte < 0x80) {
        units[count++] = byte;
        at++;
        if (byte === 10) this.#newLine(at);
        continue;
      }
      const taken = this.#character(bytes, at, units, count);
      if (taken === 0 && !isLast) break;
      if (taken <= 0) return err(this.#fault(at, byte));
      at += taken;
      count += this.#step.codePoint > 0xffff ? 2 : 1;
    }
    this.#pending = bytes.slice(at);
    this.#offset += at;
    return ok(textOf(units, count));
  }

  #newLine(at: number): void {
    this.#line++;
    this.#lineStart = this.#offset + at;
  }

  /** Decodes one character into `units`; gives its bytes as `Step` says. */
  #character(bytes: Uint8Array, at: number, units: Uint16Array, count: number): number {
    const step = this.#step;
    readers[this.#encoding](bytes, at, step);
    if (step.bytes <= 0) return step.bytes;
    if (step.codePoint > 0xffff) {
      units[count] = 0xd800 + ((step.codePoint - 0x10000) >> 10);
      units[count + 1] = 0xdc00 + ((step.codePoint - 0x10000) & 0x3ff);
    } else {
      units[count] = step.codePoint;
      if (step.codePoint === 10) this.#newLine(at + step.bytes);
    }
    return step.bytes;
  }

  #fault(at: number, byte: number): EncodingFault {
    const offset = this.#offset + at;
    return {
      encoding: this.#encoding,
      offset,
      line: this.#line,
      byteColumn: offset - this.#lineStart + 1,
      found: `byte 0x${byte.toString(16).padStart(2, '0')}`,
    };
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
