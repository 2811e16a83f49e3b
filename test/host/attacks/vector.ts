import type { World } from './world.ts';

/** One way in that must be shut, as a real request, beside the honest request that it imitates. */
export interface Vector {
  readonly family: string;
  readonly attack: string;
  /** How the host refuses it, as it is observed: a status, `closed`, or a header's value. */
  readonly refused: string;
  readonly send: (world: World) => Promise<string>;
  /** The honest request. */
  readonly honest: (world: World) => Promise<string>;
  /** What the honest request gets. */
  readonly passes: string;
}

type Row = readonly [attack: string, refused: string, send: Vector['send']];

/** Several attacks that imitate the same honest request. */
export const vectors = (
  family: string,
  { honest, passes }: Pick<Vector, 'honest' | 'passes'>,
  rows: readonly Row[],
): readonly Vector[] =>
  rows.map(([attack, refused, send]) => ({ family, attack, refused, send, honest, passes }));
