import { createHash } from 'node:crypto';
import { COPIED_SECONDS } from '../../shared/contracts/channels.ts';
import type { Reply } from '../../shared/contracts/reply.ts';

/** Where the operating system holds what was copied. */
interface Place {
  readText(): Promise<string>;
  clear(): void;
}

export interface ClipboardKeeper {
  /** Takes note of a copy by its SHA-256 in hex: the text itself need not come here. */
  copied(digest: string): void;
  /** Empties the clipboard now if it still holds what was copied last. */
  forget(): Promise<void>;
}

/** Empties the clipboard of what was copied from a window with arms, unless somebody put something else there. */
export function keepClipboard(clipboard: Place & { readonly selection?: Place }): ClipboardKeeper {
  // Linux holds a second one: what is marked with the mouse.
  const places = [clipboard, ...(clipboard.selection === undefined ? [] : [clipboard.selection])];
  let held: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const forget = async (): Promise<void> => {
    const digest = held;
    held = undefined;
    clearTimeout(timer);
    if (digest === undefined) return;
    const cleared = places.map(async (place) => {
      if (digestOf(await place.readText()) === digest) place.clear();
    });
    await Promise.allSettled(cleared);
  };
  const copied = (digest: string): void => {
    held = digest;
    clearTimeout(timer);
    timer = setTimeout(() => void forget(), COPIED_SECONDS * 1000).unref();
  };
  return { copied, forget };
}

/** Passes on the window's word that an arm was copied: `{ digest }`, the SHA-256 of the text in hex. */
export function noteCopy(keeper: ClipboardKeeper, input: unknown): Reply {
  const { digest } = (input ?? {}) as { readonly digest?: unknown };
  if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest)) {
    return { kind: 'invalid-input', issues: [{ path: 'digest', expected: 'SHA-256 in hex' }] };
  }
  keeper.copied(digest);
  return { kind: 'ok', value: null };
}

/** Windows gives lines back with other ends than they were copied with. */
const digestOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
