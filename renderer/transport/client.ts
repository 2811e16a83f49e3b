import { COPIED_REQUEST } from '../../shared/contracts/channels.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import type { Transport } from './transport.ts';

/** Everything but yes, in the shapes that the screens show. */
export type Failure =
  | Exclude<Reply, { kind: 'ok' } | { kind: 'unknown-procedure' }>
  | { readonly kind: 'unreachable' };

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** The core as the screens see it. */
export interface Client {
  /** `requestId` makes a command repeatable: the same id never acts twice. One is made when none is given. */
  ask<N extends ProcedureName>(
    name: N,
    input: InputOf<N>,
    requestId?: string,
  ): Promise<Outcome<OutputOf<N>>>;
  /** Asks long work to stop; its own request then replies with a refusal. */
  cancel(job: string): Promise<void>;
  /** Tells the host that an arm was copied, by the SHA-256 of the text; whether the host will clear it away. */
  copied(digest: string): Promise<boolean>;
  subscribe(listener: (event: CoreEvent) => void): () => void;
}

function outcomeOf<T>(reply: Reply, name: string): Outcome<T> {
  switch (reply.kind) {
    case 'ok':
      return { ok: true, value: reply.value as T };
    case 'unknown-procedure':
      return { ok: false, failure: { kind: 'forbidden', message: `No procedure ${name}.` } };
    default:
      return { ok: false, failure: reply };
  }
}

/** One typed client over a transport. */
export function makeClient(transport: Transport): Client {
  const subscribe: Client['subscribe'] = (listener) => transport.subscribe(listener);
  return {
    subscribe,
    ask: async (name, input, requestId) => {
      const isCommand = contracts[name].kind === 'command';
      const request = isCommand
        ? { name, input, requestId: requestId ?? crypto.randomUUID() }
        : { name, input };
      try {
        return outcomeOf(await transport.request(request), name);
      } catch {
        return { ok: false, failure: { kind: 'unreachable' } };
      }
    },
    copied: async (digest) => {
      const asked = { name: COPIED_REQUEST, input: { digest } };
      return transport.request(asked).then(
        ({ kind }) => kind === 'ok',
        () => false,
      );
    },
    cancel: async (job) => {
      await transport.request({ name: 'cancelJob', input: { job } }).catch(() => undefined);
    },
  };
}
