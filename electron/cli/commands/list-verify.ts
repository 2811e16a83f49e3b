import type { ListVerification } from '../../../shared/app/design-lab/list-commands.ts';
import { verifyListText } from '../../../shared/app/design-lab/list-commands.ts';
import { deriveKey } from '../../node/crypto-random.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { done, refused } from '../command.ts';
import { readText } from '../input-files.ts';
import { LIST_OPTIONS, readSpecification } from '../list-options.ts';

function verdict({ verified, report, regenerated, second }: ListVerification): string {
  const places = [...regenerated.differences, ...second.differences];
  const where = new Set(places.map((one) => `  ${one.stratum}, position ${one.position}`));
  return [
    verified ? 'The list is verified.' : 'The list is NOT verified.',
    `It is ${report.isSound ? '' : 'not '}sound in itself.`,
    `Made again from the seed, ${regenerated.agreeing} of ${regenerated.slots} slots agree; made by the second implementation, ${second.agreeing}.`,
    ...where,
  ].join('\n');
}

export const command: Command = {
  options: { ...LIST_OPTIONS, list: { value: 'FILE', description: 'the list, CSV' } },
  output:
    '`{ verified, report, regenerated: { slots, agreeing, differences }, second: { … } }`; exit 1 when it is not verified',
  examples: ['list verify --spec spec.json --seed 0001…1f --list list.csv --json'],
  run: async (typed, io) => {
    const seed = requiredText(typed, 'seed');
    const path = requiredText(typed, 'list');
    const specification = readSpecification(typed, io);
    if (!specification.ok) return refused(specification.error);
    const csv = readText(io, path);
    if (!csv.ok) return refused(csv.error);
    const answer = verifyListText(specification.value, seed, csv.value, deriveKey);
    if (!answer.ok) return refused(answer.error);
    const text = verdict(answer.value);
    return answer.value.verified
      ? done(answer.value, text)
      : { kind: 'failed', json: answer.value, text };
  },
};
