import type { IncomingMessage } from 'node:http';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import { isTooDeep } from './json-depth.ts';

/** Reads a JSON body of at most `limit` bytes. The error is the HTTP status: 413 too large, 400 not JSON. */
export async function readJson(
  request: IncomingMessage,
  limit: number,
): Promise<Result<unknown, 400 | 413>> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return err(413);
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open on return: the refusal still has to travel back on this connection.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return err(413);
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return isTooDeep(text) ? err(400) : ok(JSON.parse(text) as unknown);
  } catch {
    return err(400);
  }
}
