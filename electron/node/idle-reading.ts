/** Once somebody signed in, first what they asked for is answered. */
const firstAfterMs = 400;
const pauseMs = 8;

interface Settings {
  /** One slice of some milliseconds; true when nothing is left. */
  readonly slice: () => boolean;
  /** Whether nobody waits for an answer. */
  readonly isIdle: () => boolean;
  readonly later: (milliseconds: number, next: () => void) => void;
}

/** Reads ahead in slices while nobody waits. Gives what is called at each sign-in. */
export function idleReading({ slice, isIdle, later }: Settings): () => void {
  let isRunning = false;
  const next = (): void => {
    if (isIdle() && slice()) isRunning = false;
    else later(pauseMs, next);
  };
  return () => {
    if (isRunning) return;
    isRunning = true;
    later(firstAfterMs, next);
  };
}
