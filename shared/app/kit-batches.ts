import type { KitState } from '../domain/kit/kit-state.ts';
import type { RandomSource, Sealer } from './ports.ts';
import type { Decided } from './record.ts';
import { newNonce, veilIndexes } from './veil.ts';

/** Kits of one lot, position by position. */
export interface NewKits {
  readonly lot: string;
  readonly place: string;
  readonly state: KitState;
  /** Positions into the columns below, in the order in which the kits are to be recorded. */
  readonly order: Int32Array;
  readonly numbers: readonly string[];
  readonly sequences: ArrayLike<number>;
  /** Index of each kit's type. */
  readonly kitTypes: ArrayLike<number>;
}

/** Kits an entry: small enough to show progress and to be read alone, large enough to cost little. */
const batchSize = 1000;

/** One `kits-added` event for each thousand kits, their types veiled under a nonce of their own. */
export function kitBatches(
  source: { readonly sealer: Sealer; readonly random: RandomSource },
  kits: NewKits,
): Decided[] {
  const batches: Decided[] = [];
  for (let from = 0; from < kits.order.length; from += batchSize) {
    const positions = Array.from(kits.order.subarray(from, from + batchSize));
    const nonce = newNonce(source.random);
    const types = positions.map((at) => kits.kitTypes[at] as number);
    batches.push({
      event: {
        kind: 'kits-added',
        body: {
          lot: kits.lot,
          place: kits.place,
          state: kits.state,
          numbers: positions.map((at) => kits.numbers[at] as string),
          sequences: positions.map((at) => kits.sequences[at] as number),
          nonce,
          veil: veilIndexes(source.sealer, nonce, types),
        },
      },
    });
  }
  return batches;
}

/** Sequences stay below 2^30 and positions below 2^23, so that both fit one exact number. */
const positionRange = 2 ** 23;

/** Positions 0 .. n − 1 in the order of their sequence. */
export function bySequence(sequences: ArrayLike<number>): Int32Array {
  const keys = Float64Array.from(
    { length: sequences.length },
    (_, at) => (sequences[at] as number) * positionRange + at,
  );
  return Int32Array.from(keys.sort(), (key) => key % positionRange);
}
