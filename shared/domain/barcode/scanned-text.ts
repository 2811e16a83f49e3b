import type { Refusal } from '../../base/refusal.ts';
import { parseBracketed } from './bracketed.ts';
import type { Gs1Element } from './application-identifiers.ts';
import { endsWithCheckDigit } from './check-digit.ts';
import { groupSeparator, parseElementString } from './element-string.ts';

/** What a reader sent, understood as far as it goes. */
export interface Scan {
  /** The text without the reader's own additions; case and punctuation as in the barcode. */
  readonly plain: string;
  /** Empty unless it is a GS1 barcode without fault. */
  readonly elements: readonly Gs1Element[];
  /** Why something that says to be a GS1 barcode cannot be read as one. */
  readonly refusal: Refusal | null;
}

/** Prefix that a reader may put before the text (ISO/IEC 15424). */
const symbology = /^\][A-Za-z]\d/;
/** Of those, the ones that announce GS1 data: DataMatrix, QR, Code 128, DataBar. */
const announcesGs1 = /^\](d2|Q3|C1|e0)/;
/** FNC1 as readers write it out; none of these characters can stand inside a GS1 value. */
const separators = /\u001d|\u241d|\{GS\}|\^\]|~/gi;
const spelledOut = /\u001d|\u241d|\{GS\}|\^\]/i;
const startsWithSeparator = /^(\u001d|\u241d|\{GS\}|\^\]|~)/i;
const bracketStart = /^\(\d{2,4}\)/;
/** Identifiers whose check digit tells a GS1 barcode from a plain number. */
const checkedStarts = [/^00(\d{18})/, /^01(\d{14})/, /^8006(\d{14})\d{4}/, /^41[04](\d{13})/];

const startsWithCheckDigit = (text: string): boolean =>
  checkedStarts.some((start) => {
    const digits = start.exec(text)?.[1];
    return digits !== undefined && endsWithCheckDigit(digits);
  });

/**
 * Understands what a scanner typed or a picture held: a GS1 barcode announced by its symbology prefix
 * (`]d2`, `]Q3`, `]C1`, `]e0`), by a separator (ASCII 29, `␝`, `{GS}`, `^]`, `~`), by a valid first field,
 * or written in brackets; anything else names itself.
 */
export function readScan(scanned: string): Scan {
  const text = scanned.replace(/^[\r\n\t ]+|[\r\n\t ]+$/g, '');
  const body = text.replace(symbology, '');
  const plain = body.replaceAll(groupSeparator, '').trim();
  const isSure = announcesGs1.test(text) || startsWithSeparator.test(body) || spelledOut.test(body);
  const isBracketed = bracketStart.test(body);
  if (!isSure && !isBracketed && !startsWithCheckDigit(body)) {
    return { plain, elements: [], refusal: null };
  }
  const read = isBracketed
    ? parseBracketed(body)
    : parseElementString(body.replace(separators, groupSeparator));
  if (read.ok) return { plain, elements: read.value, refusal: null };
  return { plain, elements: [], refusal: isSure || isBracketed ? read.error : null };
}

/** What a scanned text may name, most likely first: its serial number (21), its shipper number (00), itself. */
export function namesInScan(scanned: string): readonly string[] {
  const { plain, elements } = readScan(scanned);
  const named = ['21', '00'].flatMap((ai) =>
    elements.filter((element) => element.ai === ai).map(({ value }) => value),
  );
  return [...named, plain];
}

/** The lot (10) of a label that names no single kit or box, or the text itself where it is no GS1 barcode. */
export function lotInScan(scanned: string): string | null {
  const { plain, elements } = readScan(scanned);
  if (elements.length === 0) return plain === '' ? null : plain;
  if (elements.some(({ ai }) => ai === '21' || ai === '00')) return null;
  return elements.find(({ ai }) => ai === '10')?.value ?? null;
}

/** The protocol (7240) that a scanned label names when it is not this study's: its numbers may be those of kits here. */
export function foreignProtocol(scanned: string, protocol: string | null): string | null {
  const named = readScan(scanned).elements.find(({ ai }) => ai === '7240')?.value;
  if (named === undefined || protocol === null) return null;
  return named.toUpperCase() === protocol.toUpperCase() ? null : named;
}
