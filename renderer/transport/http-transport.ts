import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';
import type { Transport } from './transport.ts';

const headers = { 'content-type': 'application/json' } as const;
const firstPause = 300;
const longestPause = 5000;

/** Takes the one-time token out of the address, so that it is neither kept in history nor copied with a link. */
function takeToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token === null) return null;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return token;
}

async function openSession(token: string): Promise<void> {
  await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ token }) });
}

async function post(request: Request): Promise<Reply> {
  const response = await fetch('/request', {
    method: 'POST',
    headers,
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new Error(`The core answered ${response.status}.`);
  return (await response.json()) as Reply;
}

/** Listens to the core's events and reconnects, with growing pauses, for as long as somebody listens. */
function listen(listener: (event: CoreEvent) => void, onReconnect: () => void): () => void {
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let pause = firstPause;
  let isFirst = true;
  let isStopped = false;
  const connect = (): void => {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    socket = new WebSocket(`${scheme}://${window.location.host}/events`);
    socket.addEventListener('open', () => {
      pause = firstPause;
      if (!isFirst) onReconnect();
      isFirst = false;
    });
    socket.addEventListener('message', ({ data }) => listener(JSON.parse(String(data))));
    socket.addEventListener('close', () => {
      if (isStopped) return;
      timer = window.setTimeout(connect, pause);
      pause = Math.min(longestPause, pause * 2);
    });
  };
  connect();
  return () => {
    window.clearTimeout(timer);
    isStopped = true;
    socket?.close();
  };
}

/** The transport of a plain browser: the loopback host on the address that served this page. */
export function httpTransport(): Transport {
  const token = takeToken();
  const ready = token === null ? Promise.resolve() : openSession(token);
  return {
    request: async (request) => {
      await ready;
      return post(request);
    },
    subscribe: (listener) => {
      let stop: (() => void) | undefined;
      let isStopped = false;
      // After a gap anything may have changed: refetch what is shown.
      const missed = (): void => listener({ kind: 'changed', revision: 0, topics: [] });
      void ready.then(() => {
        if (!isStopped) stop = listen(listener, missed);
      });
      return () => {
        isStopped = true;
        stop?.();
      };
    },
  };
}
