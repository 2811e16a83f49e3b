/** A round range around the values with room for marks and names; shares start at a round tenth. */
export function domainOf(values: readonly number[]): readonly [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = 0.12 * (high - low) || Math.abs(high) * 0.2 || 0.5;
  const step = 10 ** Math.floor(Math.log10(high - low + 2 * room)) / 4;
  const from = low >= 0 ? Math.max(0, low - room) : low - room;
  const tidy = (value: number): number => Number(value.toPrecision(12));
  return [tidy(Math.floor(from / step) * step), tidy(Math.ceil((high + room) / step) * step)];
}
