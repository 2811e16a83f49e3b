import { err, ok } from '../../base/result.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { assembleChain } from '../../ledger/bundle/site-chain.ts';
import {
  assignmentsOfDevice,
  assignmentsOfEnvelope,
  assignmentsOfSubject,
  assignmentsShowingAny,
} from '../../store/queries/backup-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { sealOffline } from '../code-break/seal-offline.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { assignmentRow } from './assignment-row.ts';
import { chainState } from './chain-state.ts';
import { importedBody } from './imported-body.ts';
import type { Judged } from './imported-body.ts';
import { judgeMachine } from './judge-machine.ts';
import type { StandingJudgements } from './judge-machine.ts';
import { openUpload, unknownMachine } from './open-upload.ts';
import { storeView } from './store-view.ts';
import { tallyOf } from './tally.ts';

/** Takes a site's record in. Entries that are here already are left out, so that nothing happens twice. */
export const importBundle: CommandHandler<'bundles.import'> = (context, input) => {
  const opened = openUpload(context, input);
  if (!opened.ok) return opened;
  const unknown = unknownMachine(context.db, opened.value.header);
  if (unknown !== null) return err(unknown);
  const { header, fresh, all } = opened.value;
  const chain = assembleChain(all);
  const state = chainState(context.db, header, all.length, chain);
  if (fresh.length === 0) {
    const value = { added: 0, repeated: true, chain: state, judged: [], counts: [] };
    return ok({ events: [], value });
  }
  const found = judgeMachine(header.device, chain, standingIn(context.db), storeView(context));
  // By envelope: hashes, which decide where nothing else does, go with the machine and its keys.
  const judged = found.judged.toSorted((one, other) => inEnvelopeOrder(one.facts, other.facts));
  const body = importedBody(context.db, opened.value, { judged, dropped: found.dropped });
  return ok({
    events: [
      { event: { kind: 'bundle-imported', body } },
      ...sealOffline(
        context,
        judged.flatMap(({ facts, records }) => (records ? [facts] : [])),
      ),
    ],
    value: {
      added: fresh.length,
      repeated: false,
      chain: state,
      judged: judged.map((item) => judgedRow(context, item)),
      counts: tallyOf(judged),
    },
  });
};

type Placed = Pick<AssignmentFacts, 'key' | 'pack' | 'envelope' | 'sequence'>;

const inEnvelopeOrder = (one: Placed, other: Placed): number =>
  one.pack === other.pack
    ? one.envelope - other.envelope ||
      one.sequence - other.sequence ||
      (one.key < other.key ? -1 : 1)
    : one.pack < other.pack
      ? -1
      : 1;

const standingIn = (db: SqlDatabase): StandingJudgements<StoredAssignment> => ({
  ofDevice: (device) => assignmentsOfDevice(db, device),
  ofSubject: (subject) => assignmentsOfSubject(db, subject),
  ofEnvelope: (pack, envelope) => assignmentsOfEnvelope(db, pack, envelope),
  showing: (kits) => assignmentsShowingAny(db, kits),
});

const judgedRow = ({ db }: CommandContext, item: Judged) =>
  assignmentRow(db, {
    ...item,
    isRecorded: item.records || (item.earlier?.isRecorded === true && !item.retracts),
    decision: item.state === 'resolved' ? (item.earlier?.decision ?? null) : null,
  });
