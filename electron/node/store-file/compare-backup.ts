import { compareWithAnchor } from '../../../shared/ledger/checkpoint.ts';
import type { BackupComparison } from '../../../shared/contracts/backups.ts';
import { entryWords, kindInWords } from '../../../shared/app/queries/entry-words.ts';
import type { EntryContent } from '../../../shared/ledger/entry.ts';
import { hashAt } from '../../../shared/store/ledger-store.ts';
import type { AnchorFound } from '../anchor.ts';
import type { OpenDatabase } from '../open-database.ts';
import { endOf } from './backup-store.ts';

/** What is compared: the opened backup, and the present file when it can be read. */
export interface Compared {
  readonly backup: OpenDatabase;
  readonly present: OpenDatabase | null;
  readonly anchor: AnchorFound;
  /** Checkpoints that somebody kept elsewhere. */
  readonly witnessed: readonly { readonly entries: number; readonly head: string }[];
}

type Found = Pick<
  BackupComparison,
  'common' | 'parted' | 'lost' | 'gained' | 'anchor' | 'witnessed' | 'missing'
>;

const latestShown = 20;

/** What the present file and others have seen and the backup does not hold. Changes nothing. */
export function compareBackup({ backup, present, anchor, witnessed }: Compared): Found {
  const { entries } = endOf(backup);
  const presentEntries = present === null ? 0 : endOf(present).entries;
  const common = present === null ? 0 : commonEntries(backup, present);
  return {
    common,
    parted: present !== null && common < Math.min(entries, presentEntries),
    lost: present === null ? nothingLost : lostAfter(present, common),
    gained: present === null ? 0 : entries - common,
    anchor: anchorVerdict(backup, anchor),
    witnessed: witnessed.map((one) => ({ ...one, verdict: verdictOf(backup, one) })),
    missing: missingFrom(entries, { anchor, lost: presentEntries - common }),
  };
}

/** Entries that this machine has seen and the backup lacks: by the checkpoint, or by the file itself. */
function missingFrom(
  entries: number,
  { anchor, lost }: { readonly anchor: AnchorFound; readonly lost: number },
): number {
  const anchored = anchor.kind === 'anchor' ? anchor.checkpoint.entries - entries : 0;
  return Math.max(0, anchored, lost);
}

/** The length of the common beginning. Each hash covers all before it, so halving finds it. */
export function commonEntries(one: OpenDatabase, other: OpenDatabase): number {
  const isSame = (sequence: number): boolean =>
    sequence === 0 || hashAt(one, sequence) === hashAt(other, sequence);
  let [known, beyond] = [0, Math.min(endOf(one).entries, endOf(other).entries) + 1];
  if (isSame(beyond - 1)) return beyond - 1;
  while (beyond - known > 1) {
    const middle = (known + beyond) >> 1;
    if (isSame(middle)) known = middle;
    else beyond = middle;
  }
  return known;
}

const nothingLost: Found['lost'] = {
  entries: 0,
  firstAt: null,
  lastAt: null,
  byKind: [],
  latest: [],
};

function lostAfter(present: OpenDatabase, common: number): Found['lost'] {
  const span = present
    .prepare(
      'SELECT count(*) AS n, min(at) AS firstAt, max(at) AS lastAt FROM ledger WHERE sequence > ?',
    )
    .get(common) as { n: number; firstAt: string | null; lastAt: string | null };
  const byKind = present
    .prepare(
      `SELECT kind, count(*) AS entries, max(at) AS lastAt FROM ledger WHERE sequence > ?
       GROUP BY kind ORDER BY entries DESC, kind`,
    )
    .all<{ kind: string; entries: number; lastAt: string }>(common);
  const latest = present
    .prepare(
      'SELECT sequence, content FROM ledger WHERE sequence > ? ORDER BY sequence DESC LIMIT ?',
    )
    .all<{ sequence: number; content: string }>(common, latestShown);
  return {
    entries: span.n,
    firstAt: span.firstAt,
    lastAt: span.lastAt,
    byKind: byKind.map((row) => ({ ...row, words: kindInWords(row.kind) })),
    latest: latest.map(({ sequence, content }) => {
      const entry = JSON.parse(content) as EntryContent;
      return { entry: sequence, at: entry.at, by: entry.printedName, what: entryWords(entry).what };
    }),
  };
}

function verdictOf(
  backup: OpenDatabase,
  { entries, head }: { readonly entries: number; readonly head: string },
): 'held' | 'lacks' | 'differs' {
  const found = hashAt(backup, entries);
  if (found === null) return 'lacks';
  return found === head ? 'held' : 'differs';
}

function anchorVerdict(backup: OpenDatabase, anchor: AnchorFound): Found['anchor'] {
  if (anchor.kind !== 'anchor') return { verdict: anchor.kind, entries: null };
  const { checkpoint } = anchor;
  const { entries } = checkpoint;
  const found = {
    entries: endOf(backup).entries,
    hashAtAnchor: hashAt(backup, checkpoint.entries),
  };
  const verdict = compareWithAnchor(checkpoint, found).kind;
  const words = { continues: 'held', 'rolled-back': 'lacks', rewritten: 'differs' } as const;
  return { verdict: words[verdict], entries };
}
