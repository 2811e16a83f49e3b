import type {
  CharacteristicsAnswer,
  Method,
} from '../../../shared/app/design-lab/characteristics.ts';
import { characteristics } from '../../../shared/app/design-lab/characteristics.ts';
import { readRatio } from '../../../shared/app/design-lab/read-ratio.ts';
import { optionalNumber, requiredNumber } from '../arguments.ts';
import type { Command, Typed } from '../command.ts';
import { UsageError, done, refused } from '../command.ts';
import { DESIGN_OPTIONS, designWords } from '../design-options.ts';
import { short, textTable } from '../text-table.ts';

const FIGURES = [
  ['PD', 'proportion of deterministic steps'],
  ['PCG_convergence', 'proportion of correct guesses, convergence strategy'],
  ['PCG_deterministic', 'proportion of correct guesses, certain steps only'],
  ['E_abs_D', 'mean absolute imbalance at n'],
  ['SD_abs_D', 'standard deviation of it'],
  ['P_D0', 'probability of balance at n'],
  ['E_max_abs_D', 'mean of the largest absolute imbalance over 1..n'],
  ['EF', 'expected bias factor, n·PCG − n/2 for any number of arms'],
] as const;

function methodOf(typed: Typed): Method {
  const replicates = optionalNumber(typed, 'replicates');
  const isExact = typed.switches.has('exact');
  const seed = optionalNumber(typed, 'seed');
  if (isExact && (replicates ?? seed) !== undefined) {
    throw new UsageError('--exact takes neither --replicates nor --seed');
  }
  if (isExact) return { kind: 'exact' };
  if (replicates !== undefined) return { kind: 'simulation', replicates, seed: seed ?? 1 };
  if (seed !== undefined) throw new UsageError('--seed needs --replicates');
  return { kind: 'best' };
}

function report(answer: CharacteristicsAnswer): string {
  const rows = FIGURES.map(([name, meaning]) => {
    const error = answer.error?.[name as keyof typeof answer.error];
    const spread = typeof error === 'number' ? `± ${short(error, 2)}` : '';
    return [name, short(answer[name]), spread, meaning];
  });
  const how = answer.method === 'exact' ? 'exact' : `${answer.replicates} replicates`;
  return `${answer.procedure}, n = ${answer.n}, ${how}\n${textTable(rows)}`;
}

export const command: Command = {
  options: {
    ...DESIGN_OPTIONS,
    n: { value: 'N', description: 'subjects' },
    exact: {
      description:
        'exact figures, or a refusal where they would take minutes. Without --exact and --replicates: exact where that takes seconds, else a simulation with seed 1',
    },
    replicates: { value: 'R', description: 'simulate R sequences instead, at least 2' },
    seed: { value: 'S', description: 'seed of the simulation, a whole number; 1 by default' },
  },
  output:
    '`{ procedure, n, method, PD, PCG_convergence, E_abs_D, SD_abs_D, P_D0, E_max_abs_D, EF, … , error? }`; `error` holds Monte-Carlo standard errors; EF is n·PCG_convergence − n/2 for any number of arms, so chance alone gives less than 0 for more than two; proportions are of 1, imbalances in subjects; a guess is of the arm that is furthest behind its share, arms that tie are guessed with equal chances',
  examples: [
    'characteristics --procedure bsd --param mti=2 --n 500 --exact',
    'characteristics --procedure bud --param lambda=2 --n 500 --replicates 100000 --seed 7 --json',
  ],
  run: async (typed) => {
    const { procedure, parameters, arms: ratio } = designWords(typed);
    const n = requiredNumber(typed, 'n');
    const method = methodOf(typed);
    const arms = readRatio(ratio ?? '1:1');
    if (!arms.ok) return refused(arms.error);
    const answer = characteristics({ procedure, parameters, arms: arms.value, n, method });
    return answer.ok ? done(answer.value, report(answer.value)) : refused(answer.error);
  },
};
