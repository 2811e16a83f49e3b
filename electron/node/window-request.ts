import type { Request } from '../../shared/contracts/reply.ts';

/** What a window sent, as a request and nothing beside; undefined when it has another shape. */
export function toRequest(sent: unknown): Request | undefined {
  const name = textMember(sent, 'name');
  if (name === undefined) return undefined;
  const { input, requestId } = sent as { readonly input?: unknown; readonly requestId?: unknown };
  if (requestId === undefined) return { name, input };
  return typeof requestId === 'string' ? { name, input, requestId } : undefined;
}

/** The text that an object itself holds under a name; undefined when there is none. */
export function textMember(holder: unknown, member: string): string | undefined {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, member)) {
    return undefined;
  }
  const value = (holder as Readonly<Record<string, unknown>>)[member];
  return typeof value === 'string' ? value : undefined;
}
