import { sequenceFromUniforms } from '../../../shared/app/design-lab/sequence-from-uniforms.ts';
import { optionalNumber, requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { done, refused } from '../command.ts';
import { DESIGN_OPTIONS, designWords } from '../design-options.ts';
import { readJsonFile } from '../input-files.ts';

export const command: Command = {
  options: {
    ...DESIGN_OPTIONS,
    uniforms: {
      value: 'FILE',
      description:
        'JSON list of numbers, 0 <= u < 1; arm k is drawn when u < cumulative probability; with random block sizes (blocks=4,6) the first uniform of each block draws its size, index floor(u × sizes) of the ascending sizes',
    },
    n: { value: 'N', description: 'subjects in all, where the procedure needs it' },
  },
  output:
    '`{ arms: [k, …], probabilities: [[p, …], …] }`: arm of each subject counted from 0, and the probabilities it was drawn from',
  examples: ['sequence --procedure bud --arms 1:1 --param lambda=3 --uniforms u.json'],
  run: async (typed, io) => {
    const words = designWords(typed);
    const uniforms = readJsonFile(io, requiredText(typed, 'uniforms'));
    if (!uniforms.ok) return refused(uniforms.error);
    const n = optionalNumber(typed, 'n');
    const answer = sequenceFromUniforms({ ...words, n, uniforms: uniforms.value });
    if (!answer.ok) return refused(answer.error);
    return done(answer.value, answer.value.arms.join(' '));
  },
};
