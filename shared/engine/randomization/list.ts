import { type RandomStream, chacha20Stream } from '../prng/random-stream.ts';
import { drawArm } from './draw.ts';
import type { CheckedList, CheckedStratum } from './list-specification.ts';

/**
 * HKDF-SHA-256 (RFC 5869) with an empty salt: 32 bytes from a seed of 32 bytes and the UTF-8 bytes
 * of `info`. The host supplies it.
 */
export type DeriveKey = (seed: Uint8Array, info: string) => Uint8Array;

/** The slots of a stratum in order; index i is position i + 1. */
export interface StratumSlots {
  readonly name: string;
  readonly arm: Uint8Array;
  /** Number of the block, from 1; 0 throughout where the procedure has no blocks. */
  readonly block: Uint32Array;
  /** 1, 2, 3, … */
  readonly position: Uint32Array;
}

export interface GeneratedList {
  readonly strata: readonly StratumSlots[];
}

const drawStratum = (stratum: CheckedStratum, stream: RandomStream): StratumSlots => {
  const { design, slots } = stratum;
  const arm = new Uint8Array(slots);
  const block = new Uint32Array(slots);
  let state = design.initial;
  let blocks = 0;
  for (let i = 0; i < slots; i += 1) {
    if (design.startsBlock(state)) blocks += 1;
    const options = design.concealedOptions(state);
    if (options > 0) state = design.settle(state, stream.below(options));
    const drawn = drawArm(design.probabilities(state), stream.uniform());
    arm[i] = drawn;
    block[i] = blocks;
    state = design.next(state, drawn);
  }
  const position = Uint32Array.from({ length: slots }, (_, i) => i + 1);
  return { name: stratum.name, arm, block, position };
};

/**
 * Generates a list exactly as LIST-FORMAT.md describes: each stratum from its own ChaCha20 stream,
 * whose key is derived from the seed and (study, list, stratum). The same specification and seed
 * give the same list; without a fixed length, a longer list begins with the shorter one.
 *
 * @param seed 32 bytes from the operating system
 */
export const generateList = (
  checked: CheckedList,
  seed: Uint8Array,
  deriveKey: DeriveKey,
): GeneratedList => {
  if (seed.length !== 32) throw new RangeError(`a seed has 32 bytes, not ${seed.length}`);
  return {
    strata: checked.strata.map((stratum) =>
      drawStratum(stratum, chacha20Stream(deriveKey(seed, stratum.info))),
    ),
  };
};
