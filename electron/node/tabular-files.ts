import { zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import { delimitedLimits } from '../../shared/engine/parsing/delimited-text.ts';
import type { ZipEntry } from './zip-archive.ts';
import { readZipArchive } from './zip-archive.ts';

/** One row of a sheet as texts, with its row number as the spreadsheet shows it (from 1). */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** One sheet of a workbook that holds anything. */
export interface SheetOfRows {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** Above these a CSV file is asked for: a workbook is held in memory whole. */
const largestFile = 60_000_000;
const largestRowCount = 300_000;

/** True for files that start like a ZIP archive, as workbooks do. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

const notAccepted = (message: string, next: string): Refusal =>
  refusal('workbook-not-accepted', message, next);

/**
 * A cell or row reference beyond column BL (the 64th) or of over six digits. The library builds a full
 * rectangle up to the farthest reference, so one forged cell would cost gigabytes.
 */
const farReference = /\sr\s*=\s*["'](?!(?:[A-Z]|A[A-Z]|B[A-L])?\d{1,6}["'])/;

function contentProblem(entries: readonly ZipEntry[]): Refusal | undefined {
  if (!entries.some(({ name }) => name === 'xl/workbook.xml')) {
    return notAccepted('The file is not a workbook (XLSX).', 'Save it as XLSX or CSV.');
  }
  for (const { name, content } of entries) {
    if (/vbaProject|macrosheets/i.test(name)) {
      return notAccepted('The workbook holds macros.', 'Save it as XLSX without macros.');
    }
    if (!/\.(xml|rels)$/i.test(name)) continue;
    // UTF-16 would hide the marks below from a search by bytes; spreadsheet programs write UTF-8.
    if (
      content[0] === 0xff ||
      content[0] === 0xfe ||
      content.includes('<!DOCTYPE') ||
      content.includes('<!ENTITY')
    ) {
      return notAccepted(
        `${name} declares entities or an unusual encoding.`,
        'Save the file again as XLSX.',
      );
    }
    // A workbook may keep its sheets anywhere; what they hold tells them.
    const inSheet = content.includes('sheetData') ? sheetProblem(content) : undefined;
    if (inSheet !== undefined) return inSheet;
  }
  return undefined;
}

function sheetProblem(content: Buffer): Refusal | undefined {
  if (content.includes('<f>') || content.includes('<f ')) {
    return notAccepted(
      'The workbook holds formulas, whose stored results may be out of date.',
      'Paste the cells as values, or save as CSV.',
    );
  }
  if (!farReference.test(content.toString('latin1'))) return undefined;
  return notAccepted(
    `The workbook has cells beyond ${delimitedLimits.columns} columns or ${largestRowCount} rows.`,
    'Delete the columns and rows that are not needed, or save as CSV.',
  );
}

/** The text of a cell; dates as `YYYY-MM-DD`, with the time only where it is not midnight. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return 'not a date';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

function capProblem(rows: readonly (readonly unknown[])[]): Refusal | undefined {
  const { columns, cellLength } = delimitedLimits;
  if (rows.length > largestRowCount) {
    return notAccepted(
      `The sheet has ${rows.length} rows; a workbook may have ${largestRowCount}.`,
      'Save it as CSV: text files may be longer.',
    );
  }
  const wide = rows.findIndex((row) => row.length > columns);
  if (wide >= 0) {
    const message = `Row ${wide + 1} has ${rows[wide]?.length} columns; at most ${columns}.`;
    return notAccepted(message, 'Remove the columns that are not needed.');
  }
  const long = rows.findIndex((row) =>
    row.some((cell) => typeof cell === 'string' && cell.length > cellLength),
  );
  if (long < 0) return undefined;
  return notAccepted(`Row ${long + 1} has a cell of over ${cellLength} characters.`, 'Shorten it.');
}

interface RawSheet {
  readonly sheet: string;
  readonly data: readonly (readonly unknown[])[];
}

function tooManyRows(sheets: readonly RawSheet[]): Refusal | undefined {
  const rows = sheets.reduce((sum, { data }) => sum + data.length, 0);
  if (rows <= largestRowCount) return undefined;
  return notAccepted(
    `The sheets of the workbook have ${rows} rows; a workbook may have ${largestRowCount}.`,
    'Save the sheet as CSV: text files may be longer.',
  );
}

const textsOf = (data: RawSheet['data']): readonly SheetRow[] =>
  data
    .map((row, index) => ({ line: index + 1, cells: row.map(cellText) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));

/**
 * The rows of a workbook as texts, sheet by sheet in its order; blank rows and blank sheets but the
 * first are left out. The archive is checked before
 * it is read: sizes, ratio, CRC, no archives within, no macros, entities or formulas. Numbers come
 * as the file writes them, so nothing is rounded. Refusals: `archive-not-accepted`,
 * `workbook-not-accepted`.
 */
export async function readWorkbookRows(
  bytes: Buffer,
): Promise<Result<readonly SheetOfRows[], Refusal>> {
  if (bytes.length > largestFile) {
    const message = `The workbook has ${bytes.length} bytes; at most ${largestFile}.`;
    return err(notAccepted(message, 'Save it as CSV.'));
  }
  const archive = readZipArchive(bytes);
  if (!archive.ok) return archive;
  const problem = contentProblem(archive.value);
  if (problem !== undefined) return err(problem);
  const sheets = await rawSheets(repacked(archive.value));
  if (!sheets.ok) return sheets;
  for (const { data } of sheets.value) {
    const tooBig = capProblem(data);
    if (tooBig !== undefined) return err(tooBig);
  }
  const tooMany = tooManyRows(sheets.value);
  if (tooMany !== undefined) return err(tooMany);
  const texts = sheets.value.map(({ sheet, data }) => ({ name: sheet, rows: textsOf(data) }));
  return ok(texts.filter(({ rows }, index) => index === 0 || rows.length > 0));
}

/**
 * The library walks the archive from its front and never looks at the list at its end, so it could
 * see other files than those checked. It gets a new archive of the checked ones only.
 */
function repacked(entries: readonly ZipEntry[]): Buffer {
  const parts = entries
    .filter(({ name }) => /\.(xml|rels)$/i.test(name))
    .map(({ name, content }) => [name, content] as const);
  return Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }));
}

async function rawSheets(bytes: Buffer): Promise<Result<readonly RawSheet[], Refusal>> {
  try {
    return ok(await readXlsxFile(bytes, { parseNumber: (text) => text }));
  } catch (error) {
    // The library has no complete list of errors for content that is not what it should be.
    const reason = error instanceof Error ? error.message : String(error);
    return err(
      notAccepted(
        `The workbook cannot be read: ${reason.slice(0, 200)}`,
        'Save it again, or as CSV.',
      ),
    );
  }
}
