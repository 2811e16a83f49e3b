import type { Json } from '../../base/canonical-json.ts';
import type { LiveAllocation } from '../../engine/randomization/live-allocation.ts';
import { liveFormat } from './scheme-secret.ts';

/** What a live allocation seals beside the arm. */
export type SealedDraw = Pick<LiveAllocation, 'counts' | 'probabilities' | 'draw'>;

const countDigits = 7;
const drawDigits = 16;
/** 17 significant digits give the same number back. */
const fraction = 16;

/**
 * Every number in a fixed width: the length of what is sealed would otherwise tell a certain arm (0 and 1)
 * from a drawn one.
 */
export const encodeDraw = ({ counts, probabilities, draw }: SealedDraw): Json => ({
  format: liveFormat,
  counts: counts.map((level) => level.map((count) => String(count).padStart(countDigits, '0'))),
  probabilities: probabilities.map((p) => p.toExponential(fraction)),
  draw: String(draw).padStart(drawDigits, '0'),
});

interface Encoded {
  readonly format: string;
  readonly counts: readonly (readonly string[])[];
  readonly probabilities: readonly string[];
  readonly draw: string;
}

/** Reads back what `encodeDraw` sealed. Throws on another format. */
export function decodeDraw(sealed: Json): SealedDraw {
  const { format, counts, probabilities, draw } = sealed as unknown as Encoded;
  if (format !== liveFormat) throw new Error(`a live allocation of format ${format}`);
  return {
    counts: counts.map((level) => level.map(Number)),
    probabilities: probabilities.map(Number),
    draw: Number(draw),
  };
}
