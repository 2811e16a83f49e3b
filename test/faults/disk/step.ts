import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';

/** Asks for something that must be granted. */
export type Must = <N extends ProcedureName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>;

/** A command that somebody does; the input may depend on what the study then holds. */
export interface Step<N extends ProcedureName = ProcedureName> {
  readonly user: string;
  readonly name: N;
  readonly input: (must: Must) => Promise<object>;
}

/** Says what somebody does, with fixed input or with one that is made when its turn comes. */
export const step = <N extends ProcedureName>(
  user: string,
  name: N,
  input: InputOf<N> | ((must: Must) => Promise<InputOf<N>>),
): Step => ({
  user,
  name,
  input: typeof input === 'function' ? (input as never) : async () => input,
});

/** A full signature of somebody of the demonstration. */
export const signature = (user: string, meaning: string) => ({
  user,
  passphrase: demonstrationPassphrase,
  meaning,
});
