import type { Dispatch } from '../../../shared/app/dispatch.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';

/** Asks a core for something that the demonstration's script knows to be allowed; a refusal is a defect of the script. */
export interface Doer {
  do<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Like `do`, but returns null when refused. */
  attempt<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N> | null>;
}

export const doerOf = (dispatch: Dispatch): Doer => ({
  async do(name, input) {
    const reply = await dispatch({ name, input });
    if (reply.kind !== 'ok') throw new Error(`the demonstration's ${name}: ${describe(reply)}`);
    return reply.value as never;
  },
  async attempt(name, input) {
    const reply = await dispatch({ name, input });
    if (reply.kind === 'ok') return reply.value as never;
    if (reply.kind === 'refused') return null;
    throw new Error(`the demonstration's ${name}: ${describe(reply)}`);
  },
});

const describe = (reply: Reply): string =>
  reply.kind === 'refused'
    ? `${reply.refusal.message} ${reply.refusal.because.join(' ')}`
    : JSON.stringify(reply);
