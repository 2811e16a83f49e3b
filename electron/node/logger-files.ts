import { readFile, stat } from 'node:fs/promises';
import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { LoggerSource } from '../../shared/app/logger/inspect-logger.ts';
import { workbookSource } from '../../shared/app/logger/sheet-cells.ts';
import { loggerLimits } from '../../shared/engine/parsing/logger/limits.ts';

async function sheetSource(bytes: Buffer): Promise<Result<LoggerSource, Refusal>> {
  const { readWorkbookRows } = await import('./tabular-files.ts');
  const sheets = await readWorkbookRows(bytes);
  return sheets.ok ? ok(workbookSource(sheets.value)) : sheets;
}

const unreadable = (path: string, why: string): Refusal =>
  refusal(
    'file-unreadable',
    `${path} cannot be read: ${why}.`,
    'Check the path and its permissions.',
  );

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
};

/** The content of a logger's file: cells of a workbook, else bytes of a text. Never throws for the file's fault. */
export async function readLoggerSource(path: string): Promise<Result<LoggerSource, Refusal>> {
  try {
    const found = await stat(path);
    const { size } = found;
    if (!found.isFile()) return err(unreadable(path, 'it is not a file'));
    if (size > loggerLimits.bytes) {
      return err(
        refusal(
          'file-too-large',
          `${path} has ${size} bytes; ${loggerLimits.bytes} is the most.`,
          'Export a shorter period, or split the file.',
        ),
      );
    }
    return await sourceOf(await readFile(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    return err(unreadable(path, reasons[code] ?? code));
  }
}

/** The same for bytes already in memory. */
export async function sourceOf(bytes: Buffer): Promise<Result<LoggerSource, Refusal>> {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return isArchive ? sheetSource(bytes) : ok({ kind: 'text', bytes });
}
