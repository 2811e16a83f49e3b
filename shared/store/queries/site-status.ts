import type { SqlDatabase } from '../sql-database.ts';

/** Status of a site at a moment, by the entries that set it; before the first of them it was the other one. */
export function siteStatusAt(db: SqlDatabase, site: string, at: string): string {
  const changes = db
    .prepare(
      `SELECT ledger.at, content ->> '$.body.status' AS status
       FROM mention JOIN ledger ON ledger.sequence = mention.entry
       WHERE mention.id = ? AND noun = 'site' AND ledger.kind = 'site-status-set' ORDER BY entry`,
    )
    .all<{ at: string; status: string }>(site);
  const last = changes.findLast((change) => change.at <= at);
  if (last !== undefined) return last.status;
  const [first] = changes;
  if (first !== undefined) return first.status === 'active' ? 'closed' : 'active';
  return (
    db.prepare('SELECT status FROM place WHERE code = ?').get<{ status: string }>(site)?.status ??
    'unknown'
  );
}
