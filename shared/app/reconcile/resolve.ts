import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { BackupEventBodies } from '../../ledger/backup-events.ts';
import { canBecomeStock } from '../../domain/kit/kit-state.ts';
import { kitsOpened } from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
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

type Decision = 'accept' | 'annotate' | 'void';

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
  const stopped = stateRefusal(item, input.decision) ?? decisionRefusal(db, item, input.decision);
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
    quarantined: kitsSetApart(db, item, records ? 'stands' : decision),
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

/**
 * Kits that the decision takes out of use. What an assignment showed is nobody's stock when it does not take effect; when
 * it does, what the others of its envelope or subject showed is not either: none of them can take effect any more.
 */
function kitsSetApart(
  db: SqlDatabase,
  { key, facts, isRecorded }: StoredAssignment,
  effect: Decision | 'stands',
): readonly string[] {
  const own = kitsOpened(facts);
  const shown =
    effect === 'stands'
      ? rivalsOf(db, facts)
          .filter((rival) => rival.key !== key && !rival.isRecorded)
          .flatMap((rival) => kitsOpened(rival.facts))
          .filter((kit) => !own.includes(kit))
      : isRecorded || effect === 'accept'
        ? []
        : own;
  return [...new Set(shown)].filter((kit) => canBecomeStock(kitStateOf(db, kit)));
}

const rivalsOf = (db: SqlDatabase, facts: AssignmentFacts): readonly StoredAssignment[] => [
  ...assignmentsOfEnvelope(db, facts.pack, facts.envelope),
  ...assignmentsOfSubject(db, facts.subject),
];

/** What waits for its record takes no effect, but the record may never come: a person can end the waiting. */
const stateRefusal = ({ state }: StoredAssignment, decision: Decision): Refusal | null => {
  if (state === 'open' || (state === 'waiting' && decision !== 'accept')) return null;
  return refusal(
    'assignment-not-open',
    state === 'waiting'
      ? 'The site’s record of this assignment goes on in a part that has not come home.'
      : 'Nothing is left to decide about this assignment.',
    state === 'waiting'
      ? 'Import the rest of the record first; if it cannot come, annotate the assignment or declare it void.'
      : 'Choose one that is open.',
  );
};

/** Decisions that a person can take about an assignment now. */
export const decisionsNow = (db: SqlDatabase, item: StoredAssignment): readonly Decision[] =>
  (['accept', 'annotate', 'void'] as const).filter(
    (decision) => (stateRefusal(item, decision) ?? decisionRefusal(db, item, decision)) === null,
  );

/** Why a decision is not possible, or null. */
function decisionRefusal(
  db: SqlDatabase,
  item: StoredAssignment,
  decision: Decision,
): Refusal | null {
  if (decision === 'accept' && item.facts.dispensed === null) return nothingToAccept;
  if (decision === 'void' && item.isRecorded) {
    return refusal(
      'assignment-recorded',
      `Subject ${item.facts.subject} is recorded with these kits.`,
      'Accept or annotate it; withdraw the subject if it must not go on.',
    );
  }
  return decision === 'accept' && !item.isRecorded ? acceptRefusal(db, item) : null;
}

const nothingToAccept = refusal(
  'assignment-not-open',
  'No record says what the subject was given.',
  'Import the record of the site; if it cannot come, annotate the item or declare it void.',
);

const takenStates = ['dispensed', 'assigned', 'returned', 'destroyed', 'awaiting-destruction'];

function acceptRefusal(db: SqlDatabase, item: StoredAssignment): Refusal | null {
  const { facts } = item;
  const known = knownSubjectCode(db, facts.subject);
  if (known !== undefined) {
    return refusal(
      'subject-already-randomized',
      `Subject ${known} has an assignment in the console; a subject has one.`,
      'Annotate this one: the first assignment stays.',
    );
  }
  const pack = packByCode(db, facts.pack);
  const slot = pack === undefined ? undefined : slotOf(db, pack.listId, facts);
  if (slot === undefined || slot.state === 'used') {
    return refusal(
      'slot-not-available',
      slot === undefined
        ? `The list has no slot for envelope ${facts.envelope} of ${facts.pack}.`
        : `The slot of envelope ${facts.envelope} belongs to another subject.`,
      'Annotate it, or declare it void.',
    );
  }
  const foreign = item.findings.flatMap((finding) => finding.foreign ?? []);
  const gone = (facts.dispensed ?? []).find((kit) => {
    const state = kitStateOf(db, kit);
    const isOfOther =
      state === 'reserved' && (foreign.includes(kit) || packOfKit(db, kit) !== facts.pack);
    return state === undefined || isOfOther || takenStates.includes(state);
  });
  if (gone === undefined) return null;
  return refusal(
    'kit-taken',
    `Kit ${gone} is ${kitStateOf(db, gone) ?? 'unknown'} in the console; a kit belongs to one subject.`,
    'Clear up which record is right, then annotate this one.',
  );
}
