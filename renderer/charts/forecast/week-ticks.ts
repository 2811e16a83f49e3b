const wanted = 7;

/** At most about seven weeks to write below an axis, evenly apart. */
export function weekTicks(count: number): readonly number[] {
  const every = Math.max(1, Math.ceil(count / wanted));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}
