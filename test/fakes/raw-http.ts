import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

export interface Sent {
  readonly url: string;
  readonly method?: string;
  readonly body?: string | Buffer;
  /** Over the headers of a well-behaved browser; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends exactly what it is told, which a browser would not. */
export function send(port: number, sent: Sent): Promise<Received> {
  const isPost = sent.body !== undefined;
  const usual = {
    host: `127.0.0.1:${port}`,
    ...(isPost ? { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' } : {}),
  };
  const all = Object.entries({ ...usual, ...sent.headers }).filter(
    ([, value]) => value !== undefined,
  );
  const headers = Object.fromEntries(all) as OutgoingHttpHeaders;
  const method = sent.method ?? (isPost ? 'POST' : 'GET');
  return new Promise((resolve, reject) => {
    const target = { host: '127.0.0.1', port, path: sent.url, method, headers, setHost: false };
    const outgoing = httpRequest(target, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}
