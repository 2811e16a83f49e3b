import { generateListText } from '../../../shared/app/design-lab/list-commands.ts';
import { deriveKey } from '../../node/crypto-random.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { done, refused } from '../command.ts';
import { LIST_OPTIONS, readSpecification } from '../list-options.ts';
import { writeNewFile } from '../output-files.ts';

export const command: Command = {
  options: {
    ...LIST_OPTIONS,
    out: { value: 'FILE', description: 'the list to write; it must not exist', makes: 'file' },
  },
  output:
    '`{ out, slots, report, concordance }`; the file is CSV with the columns stratum, block, position, arm; `report` checks its balance, `concordance` compares it with a second making',
  examples: ['list generate --spec spec.json --seed 0001…1f --out list.csv'],
  run: async (typed, io) => {
    const seed = requiredText(typed, 'seed');
    const path = requiredText(typed, 'out');
    const specification = readSpecification(typed, io);
    if (!specification.ok) return refused(specification.error);
    const made = generateListText(specification.value, seed, deriveKey);
    if (!made.ok) return refused(made.error);
    const { csv, slots, report, concordance } = made.value;
    const written = writeNewFile(io, path, csv, 0o600);
    if (!written.ok) return refused(written.error);
    return done(
      { out: written.value, slots, report, concordance },
      `${written.value}: ${slots} slots in ${report.strata.length} strata; a second making agrees in ${concordance.agreeing}.`,
    );
  },
};
