export interface Scale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

const wanted = 5;
const tidy = (value: number): number => Number(value.toPrecision(12));

/** The step from 1, 2, 2.5 or 5 times a power of ten that makes about five ticks. */
function stepFor(width: number): number {
  const raw = width / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5, 10].find((known) => known * power >= raw) ?? 10;
  return factor * power;
}

/** A range around values with room for marks and names at its ends, and round ticks within it. */
export function scaleFor(values: readonly number[], room = 0.12): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const extra = room * (high - low) || Math.abs(high) * 0.2 || 0.5;
  const from = low >= 0 ? Math.max(0, low - extra) : low - extra;
  const step = stepFor(high + extra - from);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil((high + extra) / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => tidy((first + k) * step));
  return { domain: [tidy(first * step), tidy(last * step)], ticks };
}

/** `7` rather than `7.000`, but as exact as the tick is. */
export const tickText = (value: number): string => String(tidy(Number(value.toFixed(6))));

export const shareTickText = (value: number): string => `${tickText(100 * value)} %`;
