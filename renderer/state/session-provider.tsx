import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { SessionStatus } from '../../shared/contracts/session.ts';
import { useClient } from '../transport/client-context.ts';
import type { Failure } from '../transport/client.ts';
import { useSecretDrafts } from './secret-drafts.ts';
import { SessionContext } from './session.ts';
import { useQueryCache } from './use-query.ts';

const shortestGap = 120;

interface Properties {
  readonly children: ReactNode;
  readonly waiting: ReactNode;
  readonly failed: (failure: Failure, retry: () => void) => ReactNode;
}

/** Keeps the session's state and refetches what is shown whenever the core says that something changed. */
export function SessionProvider({ children, waiting, failed }: Properties) {
  const client = useClient();
  const cache = useQueryCache();
  const [status, setStatus] = useState<SessionStatus>();
  const [failure, setFailure] = useState<Failure>();

  const accept = useCallback(
    (next: SessionStatus) => {
      if (next.state !== 'signed-in') {
        cache.clear();
        useSecretDrafts.getState().forget();
      }
      setFailure(undefined);
      setStatus(next);
    },
    [cache],
  );
  const refresh = useCallback(async () => {
    const outcome = await client.ask('session.status', {});
    if (outcome.ok) accept(outcome.value);
    else setFailure(outcome.failure);
  }, [client, accept]);

  useEffect(() => {
    void refresh();
    let timer: number | undefined;
    const stop = client.subscribe((event) => {
      if (event.kind === 'session') void refresh();
      if (event.kind !== 'changed') return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => cache.refresh(), shortestGap);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client, cache, refresh]);

  const session = useMemo(
    () => (status === undefined ? null : { status, accept, refresh }),
    [status, accept, refresh],
  );
  if (session === null) {
    return failure === undefined ? waiting : failed(failure, () => void refresh());
  }
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
