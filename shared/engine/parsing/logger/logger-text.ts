import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { TextDecoding, detectEncoding } from '../text-encoding.ts';
import type { EncodingFault, TextEncoding } from '../text-encoding.ts';
import type { Findings } from './findings.ts';
import { loggerLimits } from './limits.ts';

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);

/** What is in a file by its first bytes: a workbook, text, or something that holds no table. */
export type Container = 'xlsx' | 'text' | 'old-workbook' | 'pdf' | 'markup';

const markupStart = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|head|body)/i;

export function containerOf(bytes: Uint8Array): Container {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06))
    return 'xlsx';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'old-workbook';
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  return markupStart.test(String.fromCharCode(...bytes.subarray(0, 40))) ? 'markup' : 'text';
}

/** UTF-16 without a mark: every other byte of the first kilobyte is mostly zero. */
function silentUtf16(bytes: Uint8Array): TextEncoding | null {
  const length = Math.min(bytes.length, 1_024) & ~1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const most = length / 2;
  if (length < 8) return null;
  if (odd > 0.8 * most && even < 0.1 * most) return 'utf-16le';
  return even > 0.8 * most && odd < 0.1 * most ? 'utf-16be' : null;
}

const notText = (fault: EncodingFault): Refusal =>
  refusal(
    'not-text',
    `Line ${fault.line}, byte ${fault.byteColumn}: ${fault.found} belongs to no text.`,
    "Export the readings as text (CSV) or as XLSX with the logger's own program.",
  );

function decode(bytes: Uint8Array, encoding: TextEncoding, markLength: number) {
  return new TextDecoding(encoding, markLength).push(bytes.subarray(markLength), true);
}

const unsupported = (what: string, next: string): Refusal =>
  refusal('unsupported-container', `The file is ${what}; no readings can be taken from it.`, next);

function containerProblem(bytes: Uint8Array): Refusal | null {
  switch (containerOf(bytes)) {
    case 'xlsx':
      return unsupported('a damaged or empty archive', 'Save it again as .xlsx or .csv.');
    case 'old-workbook':
      return unsupported('an old Excel workbook (.xls)', 'Save it as .xlsx or .csv.');
    case 'pdf':
      return unsupported(
        'a PDF',
        'Use the text or CSV file that the logger writes beside its PDF.',
      );
    case 'markup':
      return unsupported(
        'a web page or XML, whatever its name ends with',
        'Open it in a spreadsheet program and save it as .xlsx or .csv.',
      );
    case 'text':
      return null;
  }
}

const tooLarge = (size: number): Refusal =>
  refusal(
    'file-too-large',
    `The file has ${size} bytes; ${loggerLimits.bytes} is the most.`,
    'Export a shorter period, or split the file.',
  );

/**
 * Text of a logger's file: UTF-8, UTF-16 with or without a mark, else Latin-1 (Windows-1252), which
 * is reported. Refuses `file-too-large`, `not-text` and the containers that hold no table.
 */
export function loggerText(bytes: Uint8Array, findings: Findings): Result<string, Refusal> {
  if (bytes.length > loggerLimits.bytes) return err(tooLarge(bytes.length));
  const problem = containerProblem(bytes);
  if (problem !== null) return err(problem);
  const marked = detectEncoding(bytes);
  const encoding = marked.markLength > 0 ? marked.encoding : (silentUtf16(bytes) ?? 'utf-8');
  const first = decode(bytes, encoding, marked.markLength);
  if (first.ok) return withoutNul(first.value);
  if (marked.markLength > 0 || encoding !== 'utf-8') return err(notText(first.error));
  const second = decode(bytes, 'windows-1252', 0);
  if (!second.ok) return err(notText(second.error));
  findings.add(
    'encoding',
    first.error.line,
    'The text is not UTF-8; read as Latin-1 (Windows-1252).',
  );
  return withoutNul(second.value);
}

function withoutNul(text: string): Result<string, Refusal> {
  const at = text.indexOf('\0');
  if (at < 0) return ok(text);
  const line = text.slice(0, at).split('\n').length;
  return err(
    refusal(
      'not-text',
      `Line ${line} holds a zero byte: the file is binary.`,
      "Export the readings as text (CSV) or as XLSX with the logger's own program.",
    ),
  );
}
