import { createHash } from 'node:crypto';
import type { Clipboard } from 'electron';
import { COPIED_SECONDS } from '../../shared/contracts/channels.ts';

type Place = Pick<Clipboard, 'readText' | 'clear'>;

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

/** Windows gives lines back with other ends than they were copied with. */
const digestOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
