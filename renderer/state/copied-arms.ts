import { COPIED_SECONDS } from '../../shared/contracts/channels.ts';

/** What a page may do with the clipboard. Each may reject, most often because the page is not in front. */
export interface PageClipboard {
  write(text: string): Promise<void>;
  read(): Promise<string>;
  /** Whether the person allowed this page to read what others copied. */
  mayRead(): Promise<boolean>;
}

export interface CopiedArms {
  /** Takes note of a copy. Whether it will be cleared away whatever the person does next. */
  note(text: string): Promise<boolean>;
  /** The person went elsewhere, where something else may have been copied. */
  left(): void;
  /** Something else was copied here. */
  replaced(): void;
  /** Clears the copy away, if it is still there and this page can. */
  forget(): Promise<void>;
}

export interface CopiedArmsOptions {
  readonly page: PageClipboard;
  /** Hands the digest (SHA-256, hex) to a host that keeps the clipboard; false when there is none. */
  readonly tellHost: (digest: string) => Promise<boolean>;
  readonly digestOf: (text: string) => Promise<string>;
}

/**
 * Clears copied arms out of the clipboard after a minute and at the lock, only while it still holds them. The desktop
 * window's host does it; in a browser the page does what a page can.
 */
export function keepCopiedArms({ page, tellHost, digestOf }: CopiedArmsOptions): CopiedArms {
  let held: string | undefined;
  let isHere = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drop = (): void => {
    clearTimeout(timer);
    held = undefined;
  };
  const isStillOurs = async (text: string): Promise<boolean> =>
    (await page.mayRead()) ? (await page.read()) === text : isHere;
  const forget = async (): Promise<void> => {
    const text = held;
    drop();
    if (text === undefined) return;
    try {
      if (await isStillOurs(text)) await page.write('');
    } catch {
      // The page is not in front: what is not ours to see stays as it is.
    }
  };
  return {
    note: async (text) => {
      drop();
      if (await tellHost(await digestOf(text))) return true;
      held = text;
      isHere = true;
      timer = setTimeout(() => void forget(), COPIED_SECONDS * 1000);
      return page.mayRead();
    },
    left: () => void (isHere = false),
    replaced: drop,
    forget,
  };
}
