import { join } from 'node:path';
import { replicationKitFor } from '../../../shared/app/design-lab/list-commands.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { done, refused } from '../command.ts';
import { LIST_OPTIONS, readSpecification } from '../list-options.ts';
import { writeNewFile } from '../output-files.ts';

export const command: Command = {
  options: {
    spec: LIST_OPTIONS.spec,
    out: { value: 'DIR', description: 'the folder to write into, new or empty', makes: 'folder' },
  },
  output:
    '`{ files: [path, …] }`: the specification and programs in R and Python that make the list again from the seed, without us',
  examples: ['list replication-kit --spec spec.json --out kit'],
  run: async (typed, io) => {
    const folder = requiredText(typed, 'out');
    const specification = readSpecification(typed, io);
    if (!specification.ok) return refused(specification.error);
    const kit = replicationKitFor(specification.value);
    if (!kit.ok) return refused(kit.error);
    const files: string[] = [];
    for (const { name, text } of kit.value) {
      const written = writeNewFile(io, join(folder, name), text);
      if (!written.ok) return refused(written.error);
      files.push(written.value);
    }
    return done({ files }, files.join('\n'));
  },
};
