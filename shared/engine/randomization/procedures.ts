import { bigStick } from './big-stick.ts';
import { permutedBlock } from './permuted-block.ts';
import type { Procedure } from './procedure.ts';

/** A procedure whose parameter and state types are hidden behind the registry. */
export type AnyProcedure = Procedure<unknown, unknown>;

// Methods are bivariant, so the registry may forget P and S: only `parse` makes a P and only the
// same procedure reads it.
const all = [permutedBlock, bigStick] as readonly AnyProcedure[];

/** Every sequence procedure by its code, in the order of the documentation. */
export const procedures: ReadonlyMap<string, AnyProcedure> = new Map(
  all.map((procedure) => [procedure.code, procedure]),
);
