import type { InputOf, OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { Reply, Request } from '../../../shared/contracts/reply.ts';

/** Asks the core in the name of whoever is signed in; throws `CoreSaidNo` for anything but an answer. */
export type AskCore = <N extends ProcedureName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>;

/** The core refused, or whoever is signed in may not. */
export class CoreSaidNo extends Error {
  readonly reply: Exclude<Reply, { readonly kind: 'ok' }>;

  constructor(name: string, reply: Exclude<Reply, { readonly kind: 'ok' }>) {
    super(`${name}: ${reply.kind}`);
    this.reply = reply;
  }
}

export const askingCore =
  (request: (request: Request) => Promise<Reply>): AskCore =>
  async (name, input) => {
    const reply = await request({ name, input });
    if (reply.kind !== 'ok') throw new CoreSaidNo(name, reply);
    return reply.value as never;
  };
