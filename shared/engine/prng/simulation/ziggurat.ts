import type { WordSource } from './xoshiro.ts';
import { uniform } from './xoshiro.ts';

/**
 * Ziggurat sampling (Marsaglia & Tsang 2000) of a decreasing density on [0, ∞). The layer and the value
 * come from separate words: sharing bits between them leaves a measurable dent in the distribution
 * (Doornik 2005).
 */
interface Ziggurat {
  /** Right edges, widest first; one more than there are layers, the last being 0. */
  readonly edges: Float64Array;
  /** Density at each edge. */
  readonly heights: Float64Array;
}

const LAYERS = 256;
const TWO_POW_MINUS_32 = 2 ** -32;

/** Start of the tail such that 256 layers have equal area, and that area, for exp(-x) and exp(-x²/2). */
const EXPONENTIAL_TAIL = 7.69711747013104972;
const EXPONENTIAL_AREA = 0.0039496598225815571993;
const NORMAL_TAIL = 3.6541528853610088;
const NORMAL_AREA = 0.00492867323399;

function build(
  density: (x: number) => number,
  inverse: (y: number) => number,
  tail: number,
  area: number,
): Ziggurat {
  const edges = new Float64Array(LAYERS + 1);
  const heights = new Float64Array(LAYERS + 1);
  edges[0] = area / density(tail);
  edges[1] = tail;
  for (let i = 2; i < LAYERS; i++) {
    edges[i] = inverse(area / (edges[i - 1] as number) + density(edges[i - 1] as number));
  }
  edges[LAYERS] = 0;
  for (let i = 0; i <= LAYERS; i++) heights[i] = density(edges[i] as number);
  return { edges, heights };
}

const exponentialLayers = build(
  (x) => Math.exp(-x),
  (y) => -Math.log(y),
  EXPONENTIAL_TAIL,
  EXPONENTIAL_AREA,
);
const normalLayers = build(
  (x) => Math.exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * Math.log(y)),
  NORMAL_TAIL,
  NORMAL_AREA,
);

/** A standard exponential variate (mean 1). */
export function exponential(source: WordSource): number {
  const { edges, heights } = exponentialLayers;
  for (;;) {
    const layer = source.word() & (LAYERS - 1);
    const x = ((source.word() >>> 0) + 0.5) * TWO_POW_MINUS_32 * (edges[layer] as number);
    if (x < (edges[layer + 1] as number)) return x;
    if (layer === 0) return EXPONENTIAL_TAIL - Math.log(uniform(source));
    const height =
      (heights[layer] as number) +
      uniform(source) * ((heights[layer + 1] as number) - (heights[layer] as number));
    if (height < Math.exp(-x)) return x;
  }
}

function normalTail(source: WordSource): number {
  for (;;) {
    const x = -Math.log(uniform(source)) / NORMAL_TAIL;
    const y = -Math.log(uniform(source));
    if (y + y > x * x) return NORMAL_TAIL + x;
  }
}

/** A standard normal variate. */
export function normal(source: WordSource): number {
  const { edges, heights } = normalLayers;
  for (;;) {
    const selector = source.word();
    const layer = selector & (LAYERS - 1);
    const sign = selector < 0 ? -1 : 1;
    const x = ((source.word() >>> 0) + 0.5) * TWO_POW_MINUS_32 * (edges[layer] as number);
    if (x < (edges[layer + 1] as number)) return sign * x;
    if (layer === 0) return sign * normalTail(source);
    const height =
      (heights[layer] as number) +
      uniform(source) * ((heights[layer + 1] as number) - (heights[layer] as number));
    if (height < Math.exp(-0.5 * x * x)) return sign * x;
  }
}
