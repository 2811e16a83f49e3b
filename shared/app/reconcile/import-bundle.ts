import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { SiteChainState } from '../../contracts/reconciliation.ts';
import type { BundleHeader } from '../../contracts/bundle-file.ts';
import type { BackupEventBodies, JudgedAssignment } from '../../ledger/backup-events.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { assembleChain } from '../../ledger/bundle/site-chain.ts';
import type { ChainEntry, SiteChain } from '../../ledger/bundle/site-chain.ts';
import {
  assignmentsOfDevice,
  assignmentsOfEnvelope,
  assignmentsOfSubject,
  assignmentsShowingAny,
  siteEntries,
} from '../../store/queries/backup-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { absorbedAs } from '../../store/queries/held-assignments.ts';
import { siteDevice } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { openBundle, readBundle } from '../bundles/read-bundle.ts';
import type { SoundBundle } from '../bundles/read-bundle.ts';
import { sealOffline } from '../code-break/seal-offline.ts';
import type { CommandContext, CommandHandler, QueryContext } from '../handlers.ts';
import { originOfStudy } from '../packs/origin.ts';
import { requireSealer } from '../require-sealer.ts';
import { absorbedBy } from './absorb.ts';
import { assignmentRow } from './assignment-row.ts';
import { bundleInput } from './bundle-input.ts';
import type { BundleUpload } from './bundle-input.ts';
import { judgeMachine } from './judge-machine.ts';
import type { MachineJudged, NewJudgement, StandingJudgements } from './judge-machine.ts';
import { kitsTaken, stockShown } from './kit-rules.ts';
import { kitsIn, storeView } from './store-view.ts';
import { tallyOf } from './tally.ts';

/** A bundle that is genuine, with the entries that it carries. */
export interface OpenedBundle {
  readonly bundle: SoundBundle;
  readonly header: BundleHeader;
  readonly entries: readonly ChainEntry[];
  readonly fresh: readonly ChainEntry[];
  /** Everything of the machine: what was here and what is new. */
  readonly all: readonly ChainEntry[];
}

/** Reads, checks and opens an upload; refuses what is tampered with, foreign or signed by another key. */
export function openUpload(
  context: QueryContext,
  upload: BundleUpload,
): Result<OpenedBundle, Refusal> {
  const text = bundleInput(context, upload);
  if (!text.ok) return text;
  const bundle = readBundle(context.ports, text.value);
  if (!bundle.ok) return bundle;
  const { header } = bundle.value.file;
  const stranger = keyRefusal(context.db, header);
  if (stranger !== null) return err(stranger);
  const study = { sealer: requireSealer(context), origin: originOfStudy(context.db) };
  const entries = openBundle(context.ports, study, bundle.value);
  if (!entries.ok) return entries;
  const here = siteEntries(context.db, header.device);
  const known = new Set(here.map(({ hash }) => hash));
  const fresh = entries.value.filter(({ hash }) => !known.has(hash));
  return ok({
    bundle: bundle.value,
    header,
    entries: entries.value,
    fresh,
    all: [...here, ...fresh],
  });
}

function keyRefusal(db: SqlDatabase, header: BundleHeader): Refusal | null {
  const device = siteDevice(db, header.device);
  if (device === undefined || device.publicKey === header.publicKey) return null;
  return refusal(
    'bundle-foreign-key',
    `The record says that it is from machine ${header.device}, but it is signed with another key.`,
    'Do not import it. Somebody made it up; tell quality assurance.',
  );
}

/** Nothing proves whose record it is before the machine's key is known: it could be planted under another one's name. */
function unknownMachine(db: SqlDatabase, header: BundleHeader): Refusal | null {
  if (siteDevice(db, header.device) !== undefined) return null;
  return refusal(
    'bundle-unknown-machine',
    `The record is of machine ${header.device}, which was never enrolled here.`,
    'Enrol the machine with the fingerprint that its site reads out; then import the record again.',
  );
}

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
  const body = importedBody(context, opened.value, { judged, dropped: found.dropped });
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

type Judged = NewJudgement<StoredAssignment>;

const importedBody = (
  context: CommandContext,
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
  judged: judgedBodies(context, judged),
  ...(dropped.length === 0 ? {} : { dropped }),
  ...setApart(context.db, judged),
});

type Placed = Pick<AssignmentFacts, 'key' | 'pack' | 'envelope' | 'sequence'>;

const inEnvelopeOrder = (one: Placed, other: Placed): number =>
  one.pack === other.pack
    ? one.envelope - other.envelope ||
      one.sequence - other.sequence ||
      (one.key < other.key ? -1 : 1)
    : one.pack < other.pack
      ? -1
      : 1;

function setApart(
  db: SqlDatabase,
  judged: readonly Judged[],
): { readonly apart?: readonly string[] } {
  const apart = stockShown(judged, kitsIn(db));
  return apart.length === 0 ? {} : { apart };
}

const standingIn = (db: SqlDatabase): StandingJudgements<StoredAssignment> => ({
  ofDevice: (device) => assignmentsOfDevice(db, device),
  ofSubject: (subject) => assignmentsOfSubject(db, subject),
  ofEnvelope: (pack, envelope) => assignmentsOfEnvelope(db, pack, envelope),
  showing: (kits) => assignmentsShowingAny(db, kits),
});

function judgedBodies({ db }: CommandContext, judged: readonly Judged[]): JudgedAssignment[] {
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

const judgedRow = ({ db }: CommandContext, item: Judged) =>
  assignmentRow(db, {
    ...item,
    isRecorded: item.records || (item.earlier?.isRecorded === true && !item.retracts),
    decision: item.state === 'resolved' ? (item.earlier?.decision ?? null) : null,
  });

/** How far a site's record is whole, and where it is not. */
export function chainState(
  db: SqlDatabase,
  header: Pick<BundleHeader, 'device' | 'site'>,
  entries: number,
  chain: SiteChain,
): SiteChainState {
  return {
    device: header.device,
    site: header.site,
    known: siteDevice(db, header.device) !== undefined,
    entries,
    upTo: Math.max(0, ...chain.paths.map((path) => path.at(-1)?.sequence ?? 0)),
    gaps: chain.gaps.map((gap) => ({ ...gap })),
    forks: chain.forks.map(({ after, kind, epochs }) => ({ after, kind, epochs: [...epochs] })),
  };
}
