import type { Cell } from '../../base/csv.ts';
import { csvText } from '../../base/csv.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { FileOutput } from '../../contracts/common.ts';
import type { QueryContext } from '../handlers.ts';
import type { Printer } from '../ports.ts';

/** A table to hand out as a file. */
export interface TableFile {
  /** Name without ending. */
  readonly name: string;
  readonly header: readonly string[];
  /** How many rows there are. */
  readonly length: number;
  readonly rows: Iterable<readonly Cell[]>;
}

/** A workbook is built in memory as a whole; longer tables go out as text. */
const workbookRows = 100_000;

export const textFile = (
  printer: Printer,
  file: { readonly name: string; readonly mediaType: string; readonly text: string },
): FileOutput => ({
  name: file.name,
  mediaType: file.mediaType,
  base64: printer.base64(file.text),
});

/** The table as CSV or XLSX; formulas are neutralised in both. */
export async function tableFile(
  printer: Printer,
  table: TableFile,
  format: 'csv' | 'xlsx',
): Promise<Result<FileOutput, Refusal>> {
  if (format === 'csv') {
    const text = csvText(table.header, table.rows);
    return ok(textFile(printer, { name: `${table.name}.csv`, mediaType: 'text/csv', text }));
  }
  if (table.length > workbookRows) {
    return err(
      refusal(
        'too-many-rows-for-workbook',
        `A workbook holds at most ${workbookRows} rows here; this table has ${table.length}.`,
        'Filter the table, or export it as CSV.',
      ),
    );
  }
  const sheet = { name: table.name.slice(0, 31), header: table.header, rows: [...table.rows] };
  return ok({
    name: `${table.name}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    base64: printer.base64(await printer.xlsx(sheet)),
  });
}

/** `CCH-301 kits UNBLINDED 2026-11-21`: study, content, day; marked when it tells types or arms. */
export const fileName = (
  parts: { readonly protocol: string; readonly content: string; readonly unblinded: boolean },
  now: QueryContext['now'],
): string =>
  [
    parts.protocol,
    parts.content,
    ...(parts.unblinded ? ['UNBLINDED'] : []),
    now.instant.slice(0, 10),
  ]
    .join(' ')
    .replace(/[^A-Za-z0-9 ._-]/g, '_');
