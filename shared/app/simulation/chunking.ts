/** Number of chunks of `size` that hold `replicates`. */
export const chunkCount = (replicates: number, size: number): number =>
  Math.ceil(replicates / size);

/** First replicate and number of replicates of a chunk; only the last one may be shorter. */
export function chunkRange(
  chunk: number,
  replicates: number,
  size: number,
): { readonly first: number; readonly count: number } {
  const first = chunk * size;
  return { first, count: Math.min(size, replicates - first) };
}
