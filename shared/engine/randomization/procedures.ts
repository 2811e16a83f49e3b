import { adjustableBiasedCoin } from './adjustable-biased-coin.ts';
import { bigStick } from './big-stick.ts';
import { biasedCoinTolerance } from './biased-coin-tolerance.ts';
import { biasedCoin } from './biased-coin.ts';
import { blockUrn } from './block-urn.ts';
import { brickTunnel } from './brick-tunnel.ts';
import { complete } from './complete.ts';
import { ehrenfestUrn } from './ehrenfest-urn.ts';
import { generalizedBiasedCoin } from './generalized-biased-coin.ts';
import { maximal } from './maximal.ts';
import { permutedBlock } from './permuted-block.ts';
import type { Procedure } from './procedure.ts';
import { randomAllocation } from './random-allocation.ts';
import { truncatedBinomial } from './truncated-binomial.ts';
import { weiUrn } from './wei-urn.ts';

/** A procedure whose parameter and state types are hidden behind the registry. */
export type AnyProcedure = Procedure<unknown, unknown>;

// Methods are bivariant, so the registry may forget P and S: only `parse` makes a P and only the
// same procedure reads it.
const all = [
  complete,
  truncatedBinomial,
  randomAllocation,
  permutedBlock,
  biasedCoin,
  adjustableBiasedCoin,
  generalizedBiasedCoin,
  bigStick,
  biasedCoinTolerance,
  ehrenfestUrn,
  blockUrn,
  weiUrn,
  maximal,
  brickTunnel,
] as readonly AnyProcedure[];

/** Every sequence procedure by its code, in the order of the documentation. */
export const procedures: ReadonlyMap<string, AnyProcedure> = new Map(
  all.map((procedure) => [procedure.code, procedure]),
);
