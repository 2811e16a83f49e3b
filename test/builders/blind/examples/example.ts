import type { InputOf, ProcedureName } from '../../../../shared/contracts/index.ts';
import type { Known } from '../known.ts';

/**
 * What somebody may ask for, from the plainest on; at least one of them is answered for at least one role that may
 * ask. Names of arms stand in them as a blinded person would type them, the same in every study.
 */
export type Example<N extends ProcedureName> = (known: Known) => readonly InputOf<N>[];

/** An example for each procedure of a group of contracts: a new procedure without one does not compile. */
export type ExamplesOf<Group> = { readonly [N in keyof Group & ProcedureName]: Example<N> };

/** A kit type and an arm as a blinded person might try them. */
export const guess = { kitType: 'kit-zyqarel', arm: 'zyqarel' } as const;

export const plain = () => [{}];
