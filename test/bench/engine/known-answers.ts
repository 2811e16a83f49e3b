import { characteristics } from '../../../shared/app/design-lab/characteristics.ts';
import type { RawParameters } from '../../../shared/engine/randomization/parameters.ts';

/** Throws unless a figure is what it should be. */
export function mustBe(what: string, actual: number, expected: number, allowed: number): void {
  if (Math.abs(actual - expected) <= allowed) return;
  throw new Error(`${what} is ${actual} and should be ${expected} ± ${allowed}`);
}

/** The long-run share of certain arms and of right guesses, from the second half of 1,000 subjects. */
function longRun(procedure: string, parameters: RawParameters): readonly [number, number] {
  const at = (n: number): readonly [number, number] => {
    const answer = characteristics({ procedure, parameters, n, method: { kind: 'exact' } });
    if (!answer.ok) throw new Error(answer.error.message);
    return [answer.value.PD * n, answer.value.PCG_convergence * n];
  };
  const [shortPd, shortPcg] = at(500);
  const [longPd, longPcg] = at(1000);
  return [(longPd - shortPd) / 500, (longPcg - shortPcg) / 500];
}

/** Closed forms of Zhao & Weng 2011 that every timing depends on. */
export function checkClosedForms(): void {
  const known = [
    ['bsd', { mti: 2 }, 1 / 4, 5 / 8],
    ['pbd', { block: 4 }, 1 / 3, 17 / 24],
    ['bud', { lambda: 2 }, 1 / 6, 2 / 3],
  ] as const;
  for (const [procedure, parameters, pd, pcg] of known) {
    const [actualPd, actualPcg] = longRun(procedure, parameters);
    mustBe(`PD of ${procedure}`, actualPd, pd, 1e-9);
    mustBe(`PCG of ${procedure}`, actualPcg, pcg, 1e-9);
  }
}
