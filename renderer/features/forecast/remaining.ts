interface Done {
  readonly done: number;
  readonly total: number;
}

/** Whole seconds that work still takes at its pace so far, at least one; undefined before any of it is done. */
export function secondsLeft({ done, total }: Done, elapsedMs: number): number | undefined {
  if (done <= 0 || total <= 0) return undefined;
  return Math.max(1, Math.ceil((elapsedMs * (total - done)) / done / 1000));
}
