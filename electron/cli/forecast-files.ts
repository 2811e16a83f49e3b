import { csvLine } from '../../shared/base/csv.ts';
import type { Sheet } from '../../shared/app/ports.ts';
import { machinePrinter } from '../node/printer.ts';
import { optionalText } from './arguments.ts';
import { refused } from './command.ts';
import type { Ending, Io, Option, Typed } from './command.ts';
import { writeOwnFiles } from './output-files.ts';

/** The option of every forecast that can leave files; `tables` names what they hold beside the answer. */
export const outOption = (tables: string): Readonly<Record<string, Option>> => ({
  out: {
    value: 'DIR',
    description: `also write answer.json there, and ${tables} as CSV and XLSX, readable by you alone; a new or empty folder`,
    makes: 'folder',
  },
});

type Run = (typed: Typed, io: Io) => Promise<Ending>;

/** Runs a forecast that leaves its answer and tables in the folder of `--out`, if there is one. */
export const withFiles =
  <A>(run: Run, tablesOf: (answer: A) => readonly Sheet[]): Run =>
  async (typed, io) => {
    const folder = optionalText(typed, 'out');
    const ending = await run(typed, io);
    if (folder === undefined || ending.kind !== 'done') return ending;
    const files = await filesOf(ending.json, tablesOf(ending.json as A));
    // They name arms and kit types: nobody else on the machine may read them.
    const written = writeOwnFiles(io, folder, files);
    return written.ok ? ending : refused(written.error);
  };

/** The answer comes last: where it is, the tables are complete. */
async function filesOf(answer: unknown, tables: readonly Sheet[]) {
  const files: (readonly [string, string | Uint8Array])[] = [];
  for (const table of tables) {
    files.push([`${table.name}.csv`, [table.header, ...table.rows].map(csvLine).join('')]);
    files.push([`${table.name}.xlsx`, await machinePrinter.xlsx(table)]);
  }
  return [...files, ['answer.json', `${JSON.stringify(answer, null, 1)}\n`] as const];
}
