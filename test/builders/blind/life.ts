import type { DrillClock } from '../../../electron/node/drill/drill-core.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { Arms } from './arms.ts';
import type { BlindConsole } from './blind-console.ts';

/** A study while it is being made: its console, its clock and the arms in their order. */
export interface Life {
  readonly console: BlindConsole;
  readonly clock: DrillClock;
  readonly arms: Arms;
  /** Kit types in the order of the arms. */
  readonly types: Arms;
  /** Asks as somebody and expects `ok`. */
  readonly must: <N extends ProcedureName>(
    user: string,
    name: N,
    input: InputOf<N>,
  ) => Promise<OutputOf<N>>;
}

export const reason = 'Done so that there is something to see.';

export const uploaded = (name: string, text: string) => ({
  name,
  base64: Buffer.from(text).toString('base64'),
});

export const day = 24 * 60;

/** So many kits of each type. */
export const ofEach = ({ types }: Pick<Life, 'types'>, count: number) =>
  types.map((kitType) => ({ kitType, count }));

/** Captured facts of an eligible subject. */
export const eligible = (sex: 'female' | 'male', age = 40) => ({
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors: { sex, age: String(age) },
});
