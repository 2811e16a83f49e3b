import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { BackupEventBodies } from '../../ledger/backup-events.ts';
import { canBecomeStock } from '../../domain/kit/kit-state.ts';
import { knownSubjectCode } from '../../store/queries/allocation-facts.ts';
import {
  assignmentsOfEnvelope,
  assignmentsOfSubject,
  kitStateOf,
} from '../../store/queries/backup-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { loneReleases } from '../../store/queries/lone-releases.ts';
import { packByCode, packOfKit, releasesOfEnvelope } from '../../store/queries/pack-facts.ts';
import { slotOf } from '../../store/queries/slot-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { approvedBy } from '../approved-by.ts';
import { sealOffline } from '../code-break/seal-offline.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { packSecretOf } from '../packs/pack-secret.ts';
import { requireSealer } from '../require-sealer.ts';
import { absorbedBy } from './absorb.ts';
import { assignmentRow } from './assignment-row.ts';
import { deskItem } from './desk-items.ts';
import { decisionRefusal, kitsSetApart } from './desk-rules.ts';
import type { Decision, DeskView } from './desk-rules.ts';

/** An assignment that is not known. */
export const unknownAssignment = refusal(
  'assignment-unknown',
  'There is no such offline assignment.',
  'Choose one of the list.',
);

/** Records what a person decided. The site's record and the verdict stay as they are. */
export const resolveAssignment: CommandHandler<'reconciliation.resolve'> = (context, input) => {
  const { db } = context;
  const item = deskItem(db, input.key);
  if (item === undefined) return err(unknownAssignment);
  const stopped = decisionRefusal(item, input.decision, storeDesk(db));
  if (stopped !== null) return err(stopped);
  const records = input.decision === 'accept' && !item.isRecorded;
  const { facts } = item;
  const body = {
    ...resolvedBody(db, item, input.decision, records),
    ...releasedBody(context, item),
  };
  return ok({
    events: [
      {
        event: { kind: 'backup-resolved', body },
        reason: input.reason,
        signature: approvedBy(context, digestOf(context, item, input.decision)),
      },
      ...sealOffline(context, records ? [facts] : []),
    ],
    value: assignmentRow(db, {
      ...item,
      state: 'resolved',
      isRecorded: item.isRecorded || records,
      decision: input.decision,
    }),
  });
};

function resolvedBody(
  db: SqlDatabase,
  item: StoredAssignment,
  decision: Decision,
  records: boolean,
): BackupEventBodies['backup-resolved'] {
  const { key, facts } = item;
  const absorbed = records ? absorbedBy(db, facts) : undefined;
  return {
    key,
    subject: facts.subject,
    decision,
    records,
    quarantined: kitsSetApart(item, records ? 'stands' : decision, storeDesk(db)),
    ...(absorbed === undefined ? {} : { absorbed }),
  };
}

/** What decides about a release without a record makes the item, and takes the kits of the released layers out of use. */
function releasedBody(
  context: CommandContext,
  { id, key, facts, findings }: StoredAssignment,
): Partial<BackupEventBodies['backup-resolved']> {
  const release = loneReleases(context.db).find(({ entry }) => key === `release-${entry}`);
  if (id !== 0 || release === undefined) return {};
  const { envelopes } = packSecretOf(context.db, requireSealer(context), release.packEntry);
  const layers = releasesOfEnvelope(context.db, facts.pack, facts.envelope).filter(
    ({ subject }) => subject.toUpperCase() === facts.subject.toUpperCase(),
  );
  const kits = layers.flatMap(({ layer }) => envelopes[facts.envelope - 1]?.[layer - 1] ?? []);
  return {
    released: { facts: facts as unknown as Json, findings: findings as unknown as Json },
    quarantined: [...new Set(kits)].filter((kit) => canBecomeStock(kitStateOf(context.db, kit))),
  };
}

/** What the signature is under: the verdict as it was shown, and the decision. */
const digestOf = (
  { ports }: Pick<CommandContext, 'ports'>,
  { key, verdict, findings }: StoredAssignment,
  decision: Decision,
): string =>
  toHex(
    ports.sha256(
      canonicalJson({
        key,
        verdict,
        findings: findings.map(({ kind, because }) => `${kind}: ${because}`),
        decision,
      }),
    ),
  );

/** What deciding looks up, in the store. */
export const storeDesk = (db: SqlDatabase): DeskView => ({
  kitState: (number) => kitStateOf(db, number),
  packOf: (number) => packOfKit(db, number),
  knownSubject: (code) => knownSubjectCode(db, code),
  slotState(facts) {
    const pack = packByCode(db, facts.pack);
    return pack === undefined ? undefined : slotOf(db, pack.listId, facts)?.state;
  },
  rivals: ({ pack, envelope, subject }) => [
    ...assignmentsOfEnvelope(db, pack, envelope),
    ...assignmentsOfSubject(db, subject),
  ],
});
