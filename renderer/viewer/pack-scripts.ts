import type { PackEntry } from '../../shared/ledger/evidence/pack-format.ts';

/** What a script of the pack hands over when it runs. */
interface Receiver {
  manifest(text: string, signature: string): void;
  entries(path: string, entries: readonly PackEntry[]): void;
}

let received: {
  manifest?: readonly [string, string];
  entries?: readonly [string, readonly PackEntry[]];
} = {};

const receiver: Receiver = Object.freeze({
  manifest(text: string, signature: string) {
    received.manifest = [text, signature];
  },
  entries(path: string, entries: readonly PackEntry[]) {
    received.entries = [path, entries];
  },
});

Object.defineProperty(globalThis, 'cachet', { value: receiver });

/** Runs a script that stands beside this page: the only files that a page from disk can read. */
function run(path: string): Promise<boolean> {
  received = {};
  const script = document.createElement('script');
  const ended = new Promise<boolean>((resolve) => {
    script.addEventListener('load', () => resolve(true));
    script.addEventListener('error', () => resolve(false));
  });
  script.src = path.split('/').map(encodeURIComponent).join('/');
  document.head.append(script);
  return ended.finally(() => script.remove());
}

/** Texts of the manifest and of its signature; null when the script is missing or no such script. */
export async function loadManifest(path: string): Promise<readonly [string, string] | null> {
  await run(path);
  return received.manifest ?? null;
}

/** Entries of a file of the trail; null when it is missing, cut, or names another file. */
export async function loadPart(path: string): Promise<readonly PackEntry[] | null> {
  await run(path);
  const [name, entries] = received.entries ?? [];
  return name === path && Array.isArray(entries) ? entries : null;
}
