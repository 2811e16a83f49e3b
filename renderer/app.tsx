import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { FailurePage } from './features/session/failure-page.tsx';
import { Gate } from './features/session/gate.tsx';
import { WaitingPage } from './features/session/waiting-page.tsx';
import { QueryCache } from './state/query-cache.ts';
import { SessionProvider } from './state/session-provider.tsx';
import { QueryCacheContext } from './state/use-query.ts';
import { cssVariables, theme } from './styles/theme.ts';
import { ClientContext } from './transport/client-context.ts';
import type { Client } from './transport/client.ts';

/** The whole window. */
export function App({ client }: { readonly client: Client }) {
  const cache = useMemo(() => new QueryCache(client), [client]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-center" />
      <ErrorBoundary resetKey="window">
        <ClientContext.Provider value={client}>
          <QueryCacheContext.Provider value={cache}>
            <SessionProvider
              waiting={<WaitingPage />}
              failed={(failure, retry) => <FailurePage failure={failure} onRetry={retry} />}
            >
              <Gate />
            </SessionProvider>
          </QueryCacheContext.Provider>
        </ClientContext.Provider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
