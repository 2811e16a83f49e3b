import { useCallback, useRef, useState } from 'react';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import { useClient } from '../transport/client-context.ts';
import type { Failure, Outcome } from '../transport/client.ts';

export interface Command<N extends ProcedureName> {
  run(input: InputOf<N>): Promise<Outcome<OutputOf<N>>>;
  /** Forgets the last failure. */
  reset(): void;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
}

interface Attempt {
  readonly key: string;
  readonly id: string;
}

/**
 * One command with its state. When the core could not be reached, the same input is sent again under the
 * same request id: had the first attempt been carried out, its stored reply comes back.
 */
export function useCommand<N extends ProcedureName>(name: N): Command<N> {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const unanswered = useRef<Attempt | undefined>(undefined);
  const run = useCallback(
    async (input: InputOf<N>) => {
      const key = JSON.stringify(input);
      const known = unanswered.current;
      const attempt = known?.key === key ? known : { key, id: crypto.randomUUID() };
      unanswered.current = attempt;
      setBusy(true);
      setFailure(undefined);
      const outcome = await client.ask(name, input, attempt.id);
      if (outcome.ok || outcome.failure.kind !== 'unreachable') unanswered.current = undefined;
      if (!outcome.ok) setFailure(outcome.failure);
      setBusy(false);
      return outcome;
    },
    [client, name],
  );
  const reset = useCallback(() => setFailure(undefined), []);
  return { run, reset, isBusy, failure };
}
