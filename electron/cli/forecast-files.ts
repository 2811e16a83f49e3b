import { existsSync } from 'node:fs';
import type { Refusal } from '../../shared/base/refusal.ts';
import { refusal } from '../../shared/base/refusal.ts';
import { csvLine } from '../../shared/base/csv.ts';
import type { Sheet } from '../../shared/app/ports.ts';
import { machinePrinter } from '../node/printer.ts';
import { optionalText, pathFrom } from './arguments.ts';
import { refused } from './command.ts';
import type { Ending, Io, Option, Typed } from './command.ts';
import { writeNewFile } from './output-files.ts';

/** The option of every forecast that can leave files; `tables` names what they hold beside the answer. */
export const outOption = (tables: string): Readonly<Record<string, Option>> => ({
  out: {
    value: 'DIR',
    description: `also write answer.json there, and ${tables} as CSV and XLSX; nothing is overwritten`,
  },
});

type Run = (typed: Typed, io: Io) => Promise<Ending>;

/** Runs a forecast that leaves its answer and tables in the folder of `--out`, if there is one. */
export const withFiles =
  <A>(run: Run, tablesOf: (answer: A) => readonly Sheet[]): Run =>
  async (typed, io) => {
    const folder = optionalText(typed, 'out');
    if (folder === undefined) return run(typed, io);
    const taken = freeFile(io, `${folder}/answer.json`);
    if (taken !== null) return refused(taken);
    const ending = await run(typed, io);
    if (ending.kind !== 'done') return ending;
    const failure = await write(io, folder, ending.json, tablesOf(ending.json as A));
    return failure === null ? ending : refused(failure);
  };

/** Asked first, since nobody should wait for an answer that cannot be written: a refusal where a file is already. */
export function freeFile(io: Io, path: string): Refusal | null {
  if (!existsSync(pathFrom(io, path))) return null;
  return refusal(
    'file-unwritable',
    `"${path}" cannot be written: it exists already, and nothing is overwritten.`,
    'Choose another path.',
  );
}

async function write(
  io: Io,
  folder: string,
  answer: unknown,
  tables: readonly Sheet[],
): Promise<Refusal | null> {
  const files: (readonly [string, string | Uint8Array])[] = [
    ['answer.json', `${JSON.stringify(answer, null, 1)}\n`],
  ];
  for (const table of tables) {
    files.push([`${table.name}.csv`, [table.header, ...table.rows].map(csvLine).join('')]);
    files.push([`${table.name}.xlsx`, await machinePrinter.xlsx(table)]);
  }
  for (const [name, content] of files) {
    const written = writeNewFile(io, `${folder}/${name}`, content);
    if (!written.ok) return written.error;
  }
  return null;
}
