import { probabilitiesAt } from '../../../shared/app/design-lab/probabilities-at.ts';
import { optionalNumber, requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { done, refused } from '../command.ts';
import { DESIGN_OPTIONS, designWords } from '../design-options.ts';
import { short } from '../text-table.ts';

export const command: Command = {
  options: {
    ...DESIGN_OPTIONS,
    counts: {
      value: 'N,N,…',
      description: 'subjects in each arm so far; several lists for levels or factors: "3,1;5,5"',
    },
    n: { value: 'N', description: 'subjects in all, where the procedure needs it' },
    j: {
      value: 'J',
      description:
        'index of the next subject, from 1; must agree with the counts; refused for dbr, minimization and zelen',
    },
  },
  output: '`{ probabilities: [p, …] }`, one for each arm, for the next subject',
  examples: ['probabilities --procedure bud --arms 1:2:2 --param lambda=2 --counts 3,3,4'],
  run: async (typed) => {
    const answer = probabilitiesAt({
      ...designWords(typed),
      counts: requiredText(typed, 'counts'),
      n: optionalNumber(typed, 'n'),
      j: optionalNumber(typed, 'j'),
    });
    if (!answer.ok) return refused(answer.error);
    const { probabilities } = answer.value;
    return done({ probabilities }, probabilities.map((one) => short(one)).join('  '));
  },
};
