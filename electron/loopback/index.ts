import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CorePort } from '../node/core-port.ts';
import { rendererFiles } from '../node/renderer-files.ts';
import { windowHeaders } from '../node/window-headers.ts';
import { streamEvents } from './event-stream.ts';
import { Gate } from './gate.ts';
import { answer } from './http-host.ts';
import { isAnotherUser } from './peer.ts';

export interface Patience {
  readonly headers: number;
  readonly body: number;
}

/** A window on this machine sends its headers at once and 192 MiB in seconds; who dawdles holds a connection only. */
const usualPatience: Patience = { headers: 10_000, body: 120_000 };

export interface LoopbackOptions {
  readonly core: CorePort;
  /** The built window; an absent folder serves no files, the core is reachable all the same. */
  readonly renderer: string;
  /** 0 or none: a free port. */
  readonly port?: number;
  /** Monotonic milliseconds, for the life of the one-time address. */
  readonly now?: () => number;
  /** Milliseconds that a request may take to arrive. */
  readonly patience?: Patience;
}

export interface Loopback {
  readonly port: number;
  /** A one-time address, valid for ten minutes. Each call makes a new one and ends the one before. */
  newAddress(): string;
  /** Ends the host, not the core. */
  close(): Promise<void>;
}

/**
 * Longer than the five minutes for which a browser keeps a connection: the browser closes it first, so none is closed
 * under a command that is just being sent.
 */
const keepAliveMs = 330_000;

/** Serves the window and the core to a browser on this machine. Rejects with `EADDRINUSE` when the port is taken. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const server = createServer({ keepAliveTimeout: keepAliveMs, ...limitsOf(options.patience) });
  const port = await listen(server, options.port ?? 0);
  const gate = new Gate(port, options.now ?? (() => performance.now()));
  const host = {
    gate,
    core: options.core,
    files: rendererFiles(options.renderer),
    headers: windowHeaders(`ws://${gate.host}`),
  };
  server.on('request', (request, response) => {
    answer(host, request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    if (isAnotherUser(socket)) socket.destroy();
  });
  const endWatch = options.core.subscribe((event) => {
    if (event.kind === 'session' && event.state === 'locked') gate.forgetAddress();
  });
  const endStreams = streamEvents(server, gate, options.core);
  return {
    port,
    newAddress: () => gate.newAddress(),
    close: async () => {
      endStreams();
      endWatch();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const limitsOf = ({ headers, body } = usualPatience) => ({
  headersTimeout: headers,
  requestTimeout: body,
  connectionsCheckingInterval: Math.min(headers, 5000),
});

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
