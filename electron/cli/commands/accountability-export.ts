import type { FileOutput } from '../../../shared/contracts/common.ts';
import { optionalText, requiredText } from '../arguments.ts';
import { done, refused, UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeOwnFiles } from '../output-files.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

const tables = ['da', 'kits', 'subjects', 'places'] as const;

async function exportAll(typed: Typed, io: Io): Promise<Ending> {
  const out = requiredText(typed, 'out');
  const format = optionalText(typed, 'format') ?? 'csv';
  if (format !== 'csv' && format !== 'xlsx') throw new UsageError('--format takes csv or xlsx');
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const made: (readonly [string, Uint8Array])[] = [];
    for (const table of tables) {
      const answer = await core.dispatch({
        name: 'accountability.export',
        input: { table, format },
      });
      if (answer.kind !== 'ok') return endingOf(answer, () => '');
      const { name, base64 } = answer.value as FileOutput;
      made.push([name, Buffer.from(base64, 'base64')]);
    }
    // They may tell kit types: nobody else on the machine may read them.
    const written = writeOwnFiles(io, out, made);
    if (!written.ok) return refused(written.error);
    const files = tables.map((table, i) => ({ table, file: written.value[i] as string }));
    return done({ format, files }, written.value.join('\n'));
  } finally {
    core.close();
  }
}

/** `accountability export --store PATH --out DIR` */
export const command: Command = {
  options: {
    ...storeOption,
    out: { value: 'DIR', description: 'folder for the files, new or empty', makes: 'folder' },
    format: { value: 'csv|xlsx', description: 'csv by default' },
  },
  output:
    'format; files: [{ table: da | kits | subjects | places, file: absolute path }]. da has the variables of SDTM DA (DATESTCD DISPAMT and RETAMT); amounts are units, times ISO 8601 with offset. Files that tell kit types are named UNBLINDED.',
  examples: [
    'accountability export --store ./demo.cachet --out ./accountability --json',
    'accountability export --store ./study.cachet --user helen --out ./da --format xlsx',
  ],
  run: exportAll,
};
