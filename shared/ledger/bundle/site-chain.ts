import { genesisHash } from '../entry.ts';

/** An entry of a site's ledger as a bundle carries it; `previous` is the hash of the entry that it continues. */
export interface ChainEntry {
  readonly device: string;
  readonly epoch: number;
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
  readonly content: string;
}

/** Entries that have not come: from the first to the last that is missing. */
export interface ChainGap {
  readonly from: number;
  readonly to: number;
}

/** Two histories that continue the same entry. */
export interface ChainFork {
  /** The last entry that they share. */
  readonly after: number;
  /** `restore`: a later epoch went on from an older copy; `clone`: one epoch went on twice. */
  readonly kind: 'clone' | 'restore';
  readonly epochs: readonly number[];
}

export interface SiteChain {
  /** Every unbroken history from the first entry on, one for each end; one where nothing forked. */
  readonly paths: readonly (readonly ChainEntry[])[];
  /** Hashes of entries that stand behind a fork. */
  readonly forked: ReadonlyMap<string, ChainFork['kind']>;
  readonly forks: readonly ChainFork[];
  readonly gaps: readonly ChainGap[];
  /** Unbroken histories that begin behind a gap, one for each end. */
  readonly loose: readonly LooseHistory[];
  /** Entries that wait for a gap to be filled. */
  readonly waiting: number;
}

/** What came home although entries before it are missing. */
export interface LooseHistory {
  readonly behind: ChainGap;
  readonly path: readonly ChainEntry[];
}

/** What grows while the tree is followed from its root. */
interface Walk {
  readonly children: ReadonlyMap<string, readonly ChainEntry[]>;
  readonly reached: Set<string>;
  readonly forked: Map<string, ChainFork['kind']>;
  readonly forks: ChainFork[];
  readonly paths: (readonly ChainEntry[])[];
}

/**
 * Puts the entries of one device together by their hashes. The result depends on which entries are there, not on when
 * or how often they came.
 */
export function assembleChain(entries: readonly ChainEntry[]): SiteChain {
  const children = childrenOf(entries);
  const walk = walkOf(children);
  follow(walk, genesisHash, [], null);
  const { paths, forked, forks, reached } = walk;
  return { paths, forked, forks, ...gapsOf(entries, reached, children) };
}

const walkOf = (children: Walk['children']): Walk => ({
  children,
  reached: new Set(),
  forked: new Map(),
  forks: [],
  paths: [],
});

/** Goes on from an entry to the end of its history, or to the next fork and into each branch. */
function follow(
  walk: Walk,
  start: string,
  shared: readonly ChainEntry[],
  behind: ChainFork['kind'] | null,
): void {
  const path = [...shared];
  let next = walk.children.get(start) ?? [];
  while (next.length === 1) {
    const [only] = next as [ChainEntry];
    reach(walk, only, behind);
    path.push(only);
    next = walk.children.get(only.hash) ?? [];
  }
  const fork = forkOf(path, next);
  if (fork === null) {
    if (path.length > 0) walk.paths.push(path);
    return;
  }
  walk.forks.push(fork);
  for (const branch of next) {
    reach(walk, branch, fork.kind);
    follow(walk, branch.hash, [...path, branch], fork.kind);
  }
}

function reach(walk: Walk, { hash }: ChainEntry, behind: ChainFork['kind'] | null): void {
  walk.reached.add(hash);
  if (behind !== null) walk.forked.set(hash, behind);
}

function childrenOf(entries: readonly ChainEntry[]): ReadonlyMap<string, readonly ChainEntry[]> {
  const children = new Map<string, ChainEntry[]>();
  const seen = new Set<string>();
  for (const entry of entries) {
    if (seen.has(entry.hash)) continue;
    seen.add(entry.hash);
    const siblings = children.get(entry.previous);
    if (siblings === undefined) children.set(entry.previous, [entry]);
    else siblings.push(entry);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return children;
}

function forkOf(path: readonly ChainEntry[], branches: readonly ChainEntry[]): ChainFork | null {
  if (branches.length < 2) return null;
  const epochs = [...new Set(branches.map(({ epoch }) => epoch))].sort((a, b) => a - b);
  return {
    after: path.at(-1)?.sequence ?? 0,
    kind: epochs.length === branches.length ? 'restore' : 'clone',
    epochs,
  };
}

/** Names what is missing exactly, from what is there and reaches nothing before it. */
function gapsOf(
  entries: readonly ChainEntry[],
  reached: ReadonlySet<string>,
  children: Walk['children'],
): Pick<SiteChain, 'gaps' | 'loose' | 'waiting'> {
  const hashes = new Set(entries.map(({ hash }) => hash));
  const loose = entries.filter(({ hash }) => !reached.has(hash));
  const present = new Set(entries.map(({ sequence }) => sequence));
  const gaps = new Map<string, ChainGap>();
  const roots = new Map<string, ChainGap>();
  for (const { previous, sequence } of loose) {
    if (hashes.has(previous)) continue;
    let from = sequence - 1;
    while (from > 1 && !present.has(from - 1)) from -= 1;
    const gap = { from, to: sequence - 1 };
    gaps.set(`${from}-${sequence - 1}`, gap);
    roots.set(previous, gap);
  }
  return {
    gaps: [...gaps.values()].sort((a, b) => a.from - b.from || a.to - b.to),
    loose: [...roots].flatMap(([previous, behind]) => {
      const walk = walkOf(children);
      follow(walk, previous, [], null);
      return walk.paths.map((path) => ({ behind, path }));
    }),
    waiting: new Set(loose.map(({ hash }) => hash)).size,
  };
}
