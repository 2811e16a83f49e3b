import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import type { BackupEventBodies, JudgedAssignment } from '../../ledger/backup-events.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { absorbedAs } from '../../store/queries/held-assignments.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { absorbedBy } from './absorb.ts';
import type { MachineJudged, NewJudgement } from './judge-machine.ts';
import { kitsTaken, stockShown } from './kit-rules.ts';
import type { OpenedBundle } from './open-upload.ts';
import { kitsIn } from './store-view.ts';

/** One assignment as an import judged it, with what stood before. */
export type Judged = NewJudgement<StoredAssignment>;

/** What an import records: the entries that are new, the judgements that changed, and what they do to kits and counts. */
export const importedBody = (
  db: SqlDatabase,
  { bundle, header, fresh }: OpenedBundle,
  { judged, dropped }: MachineJudged<StoredAssignment>,
): BackupEventBodies['bundle-imported'] => ({
  bundle: bundle.digest,
  device: header.device,
  site: header.site,
  pack: header.pack,
  epoch: header.epoch,
  first: header.first,
  last: header.last,
  entries: fresh.map(({ device: _device, ...entry }) => entry),
  judged: judgedBodies(db, judged),
  ...(dropped.length === 0 ? {} : { dropped }),
  ...setApart(db, judged),
});

function setApart(
  db: SqlDatabase,
  judged: readonly Judged[],
): { readonly apart?: readonly string[] } {
  const apart = stockShown(judged, kitsIn(db));
  return apart.length === 0 ? {} : { apart };
}

function judgedBodies(db: SqlDatabase, judged: readonly Judged[]): JudgedAssignment[] {
  const retracted = judged.filter(({ retracts }) => retracts);
  return judged.map((item) => {
    const facts = item.records ? recordedFacts(db, item.facts, retracted) : item.facts;
    const absorbs = absorbedAnew(db, item);
    return {
      key: item.facts.key,
      verdict: item.verdict,
      findings: item.findings as unknown as Json,
      facts: facts as unknown as Json,
      state: item.state as JudgedAssignment['state'],
      records: item.records,
      ...(item.retracts ? { retracts: true } : {}),
      ...(absorbs === undefined ? {} : { absorbs }),
    };
  });
}

/**
 * Where a subject that is recorded already is counted by values that the site corrected since: a correction counts whether it
 * comes home with the assignment or after it. What a live draw has counted stays as it was counted.
 */
function absorbedAnew(db: SqlDatabase, { facts, earlier, records, retracts }: Judged) {
  const isKept = earlier?.isRecorded === true && !records && !retracts;
  const isCorrected =
    canonicalJson(facts.correction) !== canonicalJson(earlier?.facts.correction ?? null);
  if (!isKept || !isCorrected) return undefined;
  const before = absorbedAs(db, facts.subject);
  const now = absorbedBy(db, facts);
  const isFrozen = before === undefined || before.isCounted;
  return isFrozen || now === undefined || now.key === before.key ? undefined : now;
}

/** What recording takes: the place in the counts, and the kits that leave the pack. */
function recordedFacts(db: SqlDatabase, facts: AssignmentFacts, retracted: readonly Judged[]) {
  const absorbed = absorbedBy(db, facts);
  const took = kitsTaken(facts, retracted, kitsIn(db));
  return { ...facts, took, ...(absorbed === undefined ? {} : { absorbed }) };
}
