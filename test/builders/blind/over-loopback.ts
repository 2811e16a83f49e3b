import { startLoopback } from '../../../electron/loopback/index.ts';
import type { Loopback } from '../../../electron/loopback/index.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import { send } from '../../fakes/raw-http.ts';
import type { BlindConsole } from './blind-console.ts';
import type { Dispatch } from './transcript.ts';

/** A console behind its loopback host, as a browser reaches it. */
export interface OverLoopback {
  readonly door: () => Dispatch;
  /** Headers of every answer that differ between answers for no reason but the moment are left out. */
  readonly headers: string[];
  close(): Promise<void>;
}

/** What goes with the moment and the session, and with nothing that is told. */
const momentary: readonly string[] = ['date', 'set-cookie'];

export async function overLoopback(console: BlindConsole): Promise<OverLoopback> {
  const host: Loopback = await startLoopback({
    core: {
      request: console.dispatch,
      cancel: () => undefined,
      subscribe: () => () => undefined,
      close: async () => undefined,
    },
    renderer: '/nowhere',
  });
  const token = new URL(host.newAddress()).hash.slice('#token='.length);
  const session = await send(host.port, { url: '/session', body: JSON.stringify({ token }) });
  const cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
  const headers: string[] = [];
  const dispatch: Dispatch = async (request) => {
    const sent = { url: '/request', body: JSON.stringify(request), headers: { cookie } };
    const got = await send(host.port, sent);
    const kept = Object.entries(got.headers).filter(([name]) => !momentary.includes(name));
    headers.push(`${got.status} ${JSON.stringify(kept)}`.replaceAll(String(host.port), '<port>'));
    return JSON.parse(got.body) as Reply;
  };
  return { door: () => dispatch, headers, close: () => host.close() };
}
