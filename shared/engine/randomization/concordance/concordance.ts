import type { GeneratedList } from '../list.ts';
import type { SecondStratum } from './second-list.ts';

/** Outcome of comparing a list with its second making, slot by slot. */
export interface Concordance {
  readonly slots: number;
  readonly agreeing: number;
  /** First slots that differ, at most ten. */
  readonly differences: readonly { readonly stratum: string; readonly position: number }[];
  readonly isConcordant: boolean;
}

/** Compares arm and block of every slot. A list of other strata or lengths does not concord. */
export const compareLists = (
  first: GeneratedList,
  second: readonly SecondStratum[],
): Concordance => {
  const differences: { stratum: string; position: number }[] = [];
  let slots = 0;
  let agreeing = 0;
  for (let s = 0; s < Math.max(first.strata.length, second.length); s += 1) {
    const [a, b] = [first.strata[s], second[s]];
    const isSame = a?.name === b?.name;
    const length = Math.max(a?.arm.length ?? 0, b?.arms.length ?? 0);
    for (let i = 0; i < length; i += 1) {
      slots += 1;
      if (isSame && a?.arm[i] === b?.arms[i] && a?.block[i] === b?.blocks[i]) agreeing += 1;
      else if (differences.length < 10) {
        differences.push({ stratum: a?.name ?? b?.name ?? '', position: i + 1 });
      }
    }
  }
  return { slots, agreeing, differences, isConcordant: slots > 0 && agreeing === slots };
};
