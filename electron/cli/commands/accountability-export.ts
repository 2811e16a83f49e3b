import { join } from 'node:path';
import type { FileOutput } from '../../../shared/contracts/common.ts';
import { optionalText, requiredText } from '../arguments.ts';
import { done, refused, UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeNewFile } from '../output-files.ts';
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
    const files: { table: string; file: string }[] = [];
    for (const table of tables) {
      const answer = await core.dispatch({
        name: 'accountability.export',
        input: { table, format },
      });
      if (answer.kind !== 'ok') return endingOf(answer, () => '');
      const { name, base64 } = answer.value as FileOutput;
      const written = writeNewFile(io, join(out, name), Buffer.from(base64, 'base64'));
      if (!written.ok) return refused(written.error);
      files.push({ table, file: written.value });
    }
    return done({ format, files }, files.map(({ file }) => file).join('\n'));
  } finally {
    core.close();
  }
}

/** `accountability export --store PATH --out DIR` */
export const command: Command = {
  options: {
    ...storeOption,
    out: { value: 'DIR', description: 'folder for the files; nothing is overwritten' },
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
