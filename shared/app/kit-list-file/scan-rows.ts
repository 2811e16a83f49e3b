import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { DelimitedScan, proposeDelimiter } from '../../engine/parsing/delimited-text.ts';
import type { DelimitedStop, RowSink } from '../../engine/parsing/delimited-text.ts';
import { detectEncoding, TextDecoding } from '../../engine/parsing/text-encoding.ts';
import type { EncodingFault } from '../../engine/parsing/text-encoding.ts';
import type { WorkbookSheet } from '../ports.ts';

/** A file as uploaded: its bytes, and its sheets when it is a workbook; a kit list stands on the first. */
export interface UploadedTable {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly workbook: readonly WorkbookSheet[] | null;
}

const pieceLength = 1 << 18;

/** Feeds the rows of a CSV file or workbook to `onRow`, the heading first. Refuses what cannot be read, by its place. */
export function scanRows(
  table: UploadedTable,
  onRow: RowSink,
  onPiece: (done: number, total: number) => void = () => undefined,
): Refusal | null {
  if (table.workbook !== null) {
    for (const { cells, line } of table.workbook[0]?.rows ?? []) onRow(cells, line);
    return null;
  }
  return scanText(table, onRow, onPiece);
}

function scanText(
  { name, bytes }: UploadedTable,
  onRow: RowSink,
  onPiece: (done: number, total: number) => void,
): Refusal | null {
  const { encoding, markLength } = detectEncoding(bytes);
  const decoding = new TextDecoding(encoding, markLength);
  let scan: DelimitedScan | undefined;
  for (let from = markLength; from < bytes.length; from += pieceLength) {
    const isLast = from + pieceLength >= bytes.length;
    const text = decoding.push(bytes.subarray(from, from + pieceLength), isLast);
    if (!text.ok) return encodingRefusal(name, text.error);
    scan ??= new DelimitedScan(proposeDelimiter(text.value), onRow);
    const stop = scan.push(text.value, isLast);
    if (stop !== undefined) return stopRefusal(name, stop);
    onPiece(Math.min(from + pieceLength, bytes.length), bytes.length);
  }
  return null;
}

const encodingRefusal = (name: string, fault: EncodingFault): Refusal =>
  refusal(
    'text-encoding',
    `${name}, line ${fault.line}, byte ${fault.byteColumn}: ${fault.found} is not ${fault.encoding.toUpperCase()}.`,
    'Save the file as CSV UTF-8; one file must not mix encodings.',
  );

const faultInWords: Readonly<Record<DelimitedStop['fault'], string>> = {
  'unclosed-quote': 'a quote is never closed',
  'text-after-quote': 'text follows a closing quote',
  'too-many-rows': 'the file has too many rows',
  'too-many-columns': 'the row has too many columns',
  'cell-too-long': 'a cell is too long',
  'row-too-long': 'the row is too long',
};

const stopRefusal = (name: string, stop: DelimitedStop): Refusal =>
  refusal(
    `csv-${stop.fault}`,
    `${name}, line ${stop.line}, column ${stop.column}: ${faultInWords[stop.fault]}.`,
    'Correct the file, or export it again as CSV.',
  );
