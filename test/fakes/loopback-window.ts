import { WebSocket } from 'ws';
import type { Loopback } from '../../electron/loopback/index.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';
import type { HostedWindow } from '../host/suite.ts';
import { send } from './raw-http.ts';

/** What a browser does with a one-time address: exchange the token, then speak with the cookie. */
export async function openLoopbackWindow(host: Loopback): Promise<HostedWindow> {
  const address = new URL(host.newAddress());
  const token = address.hash.slice('#token='.length);
  const session = await send(host.port, { url: '/session', body: JSON.stringify({ token }) });
  const cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
  const headers = { cookie, origin: address.origin };
  const listeners = new Set<(event: CoreEvent) => void>();
  const stream = new WebSocket(`ws://${address.host}/events`, { headers });
  stream.on('message', (data: Buffer) => {
    for (const listener of listeners) listener(JSON.parse(data.toString()) as CoreEvent);
  });
  await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
  return {
    request: async (request: Request) => {
      const sent = { url: '/request', body: JSON.stringify(request), headers: { cookie } };
      const { status, body } = await send(host.port, sent);
      if (status !== 200) throw new Error(`status ${status}`);
      return JSON.parse(body) as Reply;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => stream.terminate(),
  };
}
