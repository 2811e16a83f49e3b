import type { Goal } from '../forecast-state.ts';
import { numbersIn } from './number-list.tsx';

interface Wish {
  readonly measure: Goal['measure'];
  readonly percent: number | string;
  readonly replicates: number | string;
  readonly triggers: string;
  readonly ceilings: string;
  /** Per cent of the kits of all lots. */
  readonly lots: string;
}

/** What the optimiser is asked; null where something typed is no number. Ranges left empty are its own. */
export function goalOf({ measure, percent, replicates, ...typed }: Wish): Goal | null {
  const triggers = numbersIn(typed.triggers);
  const ceilings = numbersIn(typed.ceilings);
  const lots = numbersIn(typed.lots);
  if (percent === '' || replicates === '') return null;
  if (triggers === undefined || ceilings === undefined || lots === undefined) return null;
  return {
    measure,
    limit: Number(percent) / 100,
    replicates: Number(replicates),
    ...(triggers.length === 0 ? {} : { triggerPlus: [...triggers] }),
    ...(ceilings.length === 0 ? {} : { ceilingPlus: [...ceilings] }),
    ...(lots.length === 0 ? {} : { lotFactors: lots.map((lot) => lot / 100) }),
  };
}
