import type { LiveDraw } from '../../../shared/contracts/subjects.ts';

export interface DrawShare {
  readonly name: string;
  readonly probability: number;
  readonly from: number;
  readonly until: number;
  /** The draw fell into this arm's share. */
  readonly isDrawn: boolean;
}

/** The arms with their shares of 0 to 1, in order; the last one also takes what rounding leaves. */
export function drawShares({ arms, uniform }: LiveDraw): readonly DrawShare[] {
  let end = 0;
  const ends = arms.map(({ probability }) => (end += probability));
  const found = ends.findIndex((until) => uniform < until);
  const drawn = found === -1 ? arms.findLastIndex(({ probability }) => probability > 0) : found;
  return arms.map(({ name, probability }, index) => ({
    name,
    probability,
    from: ends[index - 1] ?? 0,
    until: ends[index] ?? 1,
    isDrawn: index === drawn,
  }));
}
