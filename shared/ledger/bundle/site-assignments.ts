import type { BackupEventBodies } from '../backup-events.ts';
import type { EntryContent } from '../entry.ts';
import type { AssignmentFacts } from './assignment-facts.ts';
import { newHistory, readEntry } from './site-history.ts';
import type { EnvelopeHistory } from './site-history.ts';
import type { ChainEntry, SiteChain } from './site-chain.ts';

/** One branch of what happened with an envelope, with the corrections that any path adds to it. */
interface Branch {
  readonly facts: AssignmentFacts;
  readonly corrections: Map<string, ReadCorrection>;
}

type ReadCorrection = EnvelopeHistory['corrections'][number];

/**
 * The assignments in a site's record in the order of their keys. Where a file was copied while an envelope was open, each
 * copy's story is an assignment of its own: nothing that one of them showed is lost by what another one says. What came
 * home behind a gap is there as far as it tells; its site and list stand in the pack's entry, which may be missing.
 */
export function assignmentsOf(chain: SiteChain): readonly AssignmentFacts[] {
  const branches = new Map<string, Branch>();
  const continued = new Set<string>();
  const contentOf = contentsRead();
  const whole = chain.paths.map((path) => ({ path, behind: undefined }));
  for (const { path, behind } of [...whole, ...chain.loose]) {
    const history = newHistory(path[0]?.device ?? '', chain.forked, behind !== undefined);
    for (const entry of path) readEntry(history, entry, contentOf(entry));
    for (const envelope of [...history.closed, ...history.current.values()]) {
      for (const hash of envelope.steps.slice(0, -1)) continued.add(hash);
      addBranch(
        branches,
        behind === undefined ? envelope : { ...envelope, facts: { ...envelope.facts, behind } },
      );
    }
  }
  return [...branches.values()]
    .filter(({ facts }) => !continued.has(facts.key))
    .map(withCorrection)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Paths share their beginnings: each entry is parsed once. */
function contentsRead(): (entry: ChainEntry) => EntryContent {
  const read = new Map<string, EntryContent>();
  return ({ hash, content }) => {
    const known = read.get(hash) ?? (JSON.parse(content) as EntryContent);
    read.set(hash, known);
    return known;
  };
}

function addBranch(branches: Map<string, Branch>, { facts, corrections }: EnvelopeHistory): void {
  const known = branches.get(facts.key);
  const fork = known?.facts.fork === 'clone' ? 'clone' : (facts.fork ?? known?.facts.fork ?? null);
  const all = known?.corrections ?? new Map<string, ReadCorrection>();
  for (const correction of corrections) all.set(correction.hash, correction);
  branches.set(facts.key, { facts: { ...facts, fork }, corrections: all });
}

/** The last correction stands; where copies of a file corrected differently, the order is one of the entries themselves. */
function withCorrection({ facts, corrections }: Branch): AssignmentFacts {
  const last = [...corrections.values()]
    .sort((a, b) => a.sequence - b.sequence || (a.hash < b.hash ? -1 : 1))
    .at(-1);
  if (last === undefined) return facts;
  const { factors, stratum } = last.body as BackupEventBodies['site-strata-corrected'];
  return { ...facts, correction: { factors, stratum, reason: last.reason } };
}
