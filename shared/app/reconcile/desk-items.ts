import {
  assignmentByKey,
  assignmentPage,
  countAssignments,
} from '../../store/queries/backup-facts.ts';
import type {
  AssignmentCount,
  AssignmentFilter,
  StoredAssignment,
} from '../../store/queries/backup-facts.ts';
import { factsOfRelease, loneReleases } from '../../store/queries/lone-releases.ts';
import type { LoneRelease } from '../../store/queries/lone-releases.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { tallyOf } from './tally.ts';

/** A release without a record waits for it as long as its pack is out; then nothing more is to be expected. */
const releaseItem = (release: LoneRelease): StoredAssignment => ({
  id: 0,
  key: `release-${release.entry}`,
  facts: factsOfRelease(release),
  findings: [
    {
      kind: 'incomplete',
      because: `${release.printedName} released this envelope by telephone; no record says what became of it.`,
      origin: 'record',
    },
  ],
  verdict: 'incomplete',
  state: release.isClosed === 1 ? 'open' : 'waiting',
  isRecorded: false,
  decision: null,
  reason: null,
  decidedBy: null,
  decidedAt: null,
  entry: release.entry,
});

const releaseItems = (db: SqlDatabase, filter: AssignmentFilter): readonly StoredAssignment[] =>
  loneReleases(db)
    .map(releaseItem)
    .filter(
      ({ facts, state, verdict }) =>
        (filter.state ?? state) === state &&
        (filter.verdict ?? verdict) === verdict &&
        (filter.pack ?? facts.pack) === facts.pack &&
        (filter.sites === null || filter.sites.includes(facts.site)),
    );

/** Everything at the desk: releases without a record first, then what records tell, the newest first. */
export function deskPage(
  db: SqlDatabase,
  filter: AssignmentFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): readonly StoredAssignment[] {
  const released = releaseItems(db, filter);
  const first = released.slice(offset, limit < 0 ? undefined : offset + limit);
  const rest = {
    offset: Math.max(0, offset - released.length),
    limit: limit < 0 ? limit : limit - first.length,
  };
  return [...first, ...assignmentPage(db, filter, rest)];
}

/** Items at the desk by verdict and state. */
export function deskCounts(db: SqlDatabase, filter: AssignmentFilter): readonly AssignmentCount[] {
  const counts = new Map<string, AssignmentCount>();
  for (const row of [...countAssignments(db, filter), ...tallyOf(releaseItems(db, filter))]) {
    const name = `${row.verdict} ${row.state}`;
    const before = counts.get(name)?.assignments ?? 0;
    counts.set(name, { ...row, assignments: before + row.assignments });
  }
  return [...counts.keys()].sort().map((name) => counts.get(name) as AssignmentCount);
}

/** The item of a key. */
export const deskItem = (db: SqlDatabase, key: string): StoredAssignment | undefined =>
  assignmentByKey(db, key) ??
  loneReleases(db)
    .map(releaseItem)
    .find((item) => item.key === key);
