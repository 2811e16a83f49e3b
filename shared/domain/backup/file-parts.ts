import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** A short check of a text, at least 8 characters, e.g. the start of its SHA-256. */
export type CheckText = (text: string) => string;

const shape = /^CQ1\.([0-9a-f]{8})\.(\d{1,4})\/(\d{1,4})\.([0-9a-f]{8})\.([\s\S]*)$/;

/** More codes than this nobody scans, and no console takes. */
export const mostParts = 2000;

/** Longest data of a part whose code a camera still reads. */
const longestPart = 2600;

/** Length of the parts of a text: as wished, or longer where there would be too many; null when even those are too many. */
export function partLengthFor(textLength: number, wished: number): number | null {
  const length = Math.max(wished, Math.ceil(textLength / mostParts));
  return length <= longestPart ? length : null;
}

/** Cuts a text into numbered parts that are checked one by one and as a whole; each fits one QR code. */
export function cutIntoParts(text: string, length: number, check: CheckText): readonly string[] {
  const id = check(text).slice(0, 8);
  const total = Math.max(1, Math.ceil(text.length / length));
  return Array.from({ length: total }, (_, i) => {
    const data = text.slice(i * length, (i + 1) * length);
    return `CQ1.${id}.${i + 1}/${total}.${check(`${id} ${i + 1} ${data}`).slice(0, 8)}.${data}`;
  });
}

interface Part {
  readonly id: string;
  readonly index: number;
  readonly total: number;
  readonly data: string;
}

/** How far a set of scanned parts has come. */
export interface PartsRead {
  readonly total: number;
  /** Numbers of the parts that are still to be scanned. */
  readonly missing: readonly number[];
  /** The whole text, once no part is missing. */
  readonly text: string | null;
}

/** Puts parts together, whatever their order and however often each was scanned. */
export function joinParts(texts: readonly string[], check: CheckText): Result<PartsRead, Refusal> {
  const parts: Part[] = [];
  for (const text of texts) {
    const part = readPart(text, check);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const [first] = parts;
  if (first === undefined) return err(noParts);
  const stranger = parts.find(({ id, total }) => id !== first.id || total !== first.total);
  if (stranger !== undefined) return err(mixedParts(first, stranger));
  const found = new Map(parts.map(({ index, data }) => [index, data]));
  const numbers = Array.from({ length: first.total }, (_, i) => i + 1);
  const missing = numbers.filter((number) => !found.has(number));
  if (missing.length > 0) return ok({ total: first.total, missing, text: null });
  const text = numbers.map((number) => found.get(number)).join('');
  if (check(text).slice(0, 8) !== first.id) return err(wholeDiffers);
  return ok({ total: first.total, missing, text });
}

function readPart(text: string, check: CheckText): Result<Part, Refusal> {
  const [, id = '', index = '', total = '', sum, data = ''] = shape.exec(text) ?? [];
  const isSound =
    check(`${id} ${Number(index)} ${data}`).slice(0, 8) === sum &&
    Number(index) >= 1 &&
    Number(index) <= Number(total);
  if (isSound) return ok({ id, index: Number(index), total: Number(total), data });
  return err(
    refusal(
      'part-unreadable',
      index === ''
        ? 'This code is no part of a site’s record.'
        : `Part ${index} of ${total} was not read as it was made.`,
      'Scan it again.',
    ),
  );
}

const noParts = refusal('no-parts', 'No part was scanned yet.', 'Scan the codes one by one.');

const mixedParts = (first: Part, other: Part): Refusal =>
  refusal(
    'parts-mixed',
    `Part ${other.index} of ${other.total} (${other.id}) belongs to another record than part ${first.index} (${first.id}).`,
    'Scan the codes of one record only.',
  );

const wholeDiffers = refusal(
  'parts-differ',
  'The parts are sound, but together they are not the record that was cut.',
  'Scan all codes again, or take the record as a file.',
);
