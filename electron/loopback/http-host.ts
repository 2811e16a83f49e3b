import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CorePort } from '../node/core-port.ts';
import type { RendererFiles } from '../node/renderer-files.ts';
import { textMember, toRequest } from '../node/window-request.ts';
import type { Gate } from './gate.ts';
import { readJson } from './json-body.ts';

/** Bytes. The contracts allow a file of 180 million base64 characters; nothing else that a window sends comes near. */
const REQUEST_LIMIT = 192 * 1024 * 1024;
const TOKEN_LIMIT = 1024;

export interface HttpHost {
  readonly gate: Gate;
  readonly core: CorePort;
  readonly files: RendererFiles;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers one HTTP request: `POST /session`, `POST /request`, or a file of the window. */
export async function answer(
  host: HttpHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(host.headers)) response.setHeader(name, value);
  if (!host.gate.isPlain(request.rawHeaders)) return end(response, 400);
  if (!host.gate.isOurHost(request.headers)) return end(response, 403);
  if (!host.gate.isOurPage(request.headers, request.url)) return end(response, 403);
  if (request.url === '/session') return openSession(host, request, response);
  if (request.url === '/request') return passToCore(host, request, response);
  sendFile(host, request, response);
}

async function openSession(
  host: HttpHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const status = postStatus(host, request);
  if (status !== undefined) return end(response, status);
  const body = await readJson(request, TOKEN_LIMIT);
  if (!body.ok) return end(response, body.error);
  const cookie = host.gate.exchange(textMember(body.value, 'token') ?? '');
  if (cookie === undefined) return end(response, 401);
  response.setHeader('set-cookie', cookie);
  end(response, 204);
}

async function passToCore(
  host: HttpHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const status = postStatus(host, request);
  if (status !== undefined) return end(response, status);
  if (!host.gate.hasSession(request.headers)) return end(response, 401);
  const body = await readJson(request, REQUEST_LIMIT);
  if (!body.ok) return end(response, body.error);
  const call = toRequest(body.value);
  if (call === undefined) return end(response, 400);
  try {
    const reply = await host.core.request(call);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    end(response, 200, JSON.stringify(reply));
  } catch {
    // The core has died; what it was doing was either committed or never happened.
    end(response, 503);
  }
}

function sendFile(host: HttpHost, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') {
    response.setHeader('allow', 'GET');
    return end(response, 405);
  }
  // A navigation carries no Origin; where there is one it must be ours.
  if (request.headers.origin !== undefined && !host.gate.isOurOrigin(request.headers)) {
    return end(response, 403);
  }
  const file = host.files(request.url ?? '');
  if (file === undefined) return end(response, 404);
  response.setHeader('content-type', file.type);
  end(response, 200, file.body);
}

/** The status that refuses a POST before its body is read, or undefined. */
function postStatus(host: HttpHost, request: IncomingMessage): number | undefined {
  if (request.method !== 'POST') return 405;
  if (!host.gate.isOurOrigin(request.headers)) return 403;
  const { 'content-type': type, 'content-encoding': encoding } = request.headers;
  if (type !== 'application/json' || encoding !== undefined) return 415;
  return undefined;
}

function end(response: ServerResponse, status: number, body: string | Buffer = ''): void {
  response.statusCode = status;
  // A refused body is not read to its end, so the connection cannot be used again.
  if (status >= 400) response.setHeader('connection', 'close');
  response.end(body);
}
