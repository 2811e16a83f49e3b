/** `all` and `critical` are ranges: of every entry, or of the critical ones among them; `selection` names entries. */
export const reviewScopes = ['all', 'critical', 'selection'] as const;
export type ReviewScope = (typeof reviewScopes)[number];

export interface ReviewedRange {
  readonly scope: ReviewScope;
  readonly first: number;
  readonly last: number;
  readonly entries: readonly number[];
}

/**
 * The last entry up to which nothing is left: ranges that join from the first entry on. Selections do not move it. A
 * range of critical entries counts, since it is what the study's reviews are about.
 */
export function reviewedUntil(reviews: readonly ReviewedRange[]): number {
  const ranges = reviews
    .filter(({ scope }) => scope !== 'selection')
    .toSorted((a, b) => a.first - b.first);
  let until = 0;
  for (const { first, last } of ranges) {
    if (first > until + 1) break;
    until = Math.max(until, last);
  }
  return until;
}

/** Whether any review was about an entry. */
export const isReviewed = (
  reviews: readonly ReviewedRange[],
  entry: number,
  isCritical: boolean,
): boolean =>
  reviews.some(({ scope, first, last, entries }) =>
    scope === 'selection'
      ? entries.includes(entry)
      : entry >= first && entry <= last && (scope === 'all' || isCritical),
  );
