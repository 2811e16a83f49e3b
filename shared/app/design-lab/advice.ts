import type { CharacteristicsAnswer } from './characteristics.ts';

const outOfTen = (share: number): string => (10 * share).toFixed(1).replace(/\.0$/, '');
const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** What the figures of one design mean for somebody who must choose, one sentence each. */
export function adviceFor(figures: CharacteristicsAnswer): readonly string[] {
  const equalGuess = 1 / figures.arms.length;
  const gain = figures.n * (figures.PCG_convergence - equalGuess);
  return [
    `Of every 10 guesses by somebody who always bets on the arm that is behind, ${outOfTen(figures.PCG_convergence)} are right; blind luck gives ${outOfTen(equalGuess)}.`,
    figures.PD === 0
      ? 'No allocation is ever certain beforehand.'
      : `${percent(figures.PD)} of the allocations are certain to somebody who knows the procedure and what came before.`,
    `After ${figures.n} subjects the arms differ by ${figures.E_abs_D.toFixed(1)} on average; on the way the largest difference is ${figures.E_max_abs_D.toFixed(1)} on average.`,
    gain < 0.05
      ? 'An investigator who favours one arm gains nothing by guessing.'
      : `An investigator who favours one arm places ${gain.toFixed(1)} subjects more as wished than by chance.`,
  ];
}
