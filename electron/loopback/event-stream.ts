import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { CorePort } from '../node/core-port.ts';
import type { Gate } from './gate.ts';

/**
 * Sends the core's events to every window that asks at `/events`. One way only: what a window says here is not read
 * and ends its stream. Returns what ends all streams.
 */
export function streamEvents(server: Server, gate: Gate, core: CorePort): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  server.on('upgrade', (request, socket, head) => {
    // Nobody else listens to this socket any more: a reset would end the process.
    socket.on('error', () => socket.destroy());
    const status = refusal(gate, request);
    if (status !== undefined) return refuse(socket, status);
    sockets.handleUpgrade(request, socket, head, (stream) => follow(stream, core));
  });
  return () => {
    for (const stream of sockets.clients) stream.terminate();
    sockets.close();
  };
}

function follow(stream: WebSocket, core: CorePort): void {
  const end = core.subscribe((event) => stream.send(JSON.stringify(event)));
  stream.on('close', end);
  stream.on('error', () => stream.terminate());
  stream.on('message', () => stream.close(1008));
}

function refusal(gate: Gate, request: IncomingMessage): string | undefined {
  if (!gate.isPlain(request.rawHeaders)) return '400 Bad Request';
  if (!gate.isOurHost(request.headers)) return '403 Forbidden';
  if (!gate.isOurOrigin(request.headers)) return '403 Forbidden';
  if (request.url !== '/events') return '404 Not Found';
  if (!gate.hasSession(request.headers)) return '401 Unauthorized';
  return undefined;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
