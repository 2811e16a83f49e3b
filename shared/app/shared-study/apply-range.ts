import { toHex } from '../../base/hex.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { RangeEntry, RangeFile } from '../../contracts/range-file.ts';
import { chainText } from '../../ledger/entry.ts';
import type { EntryContent } from '../../ledger/entry.ts';
import type { StudyEvent } from '../../ledger/events.ts';
import { hashAt, readHead } from '../../store/ledger-store.ts';
import type { LedgerHead } from '../../store/ledger-store.ts';
import { project, projections } from '../../store/projections/projections.ts';
import { forgetWaiting } from '../../store/queries/sharing.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Ports } from '../ports.ts';
import { forged, gap, newer, parted } from './range-refusals.ts';

/** What judges a range: this file, and the device that founded the study as the key ring names it. */
export interface RangeJudge {
  readonly db: SqlDatabase;
  readonly ports: Pick<Ports, 'sha256' | 'boxes' | 'decodeBase64'>;
  readonly founder: { readonly device: string; readonly publicKey: string };
}

/** Ends the transaction that a bad range was being applied in. */
export class RangeRefused extends Error {
  override readonly name = 'RangeRefused';
  readonly refusal: Refusal;

  constructor(reason: Refusal) {
    super(reason.message);
    this.refusal = reason;
  }
}

/** What came in, for the windows. */
export interface AppliedRange {
  readonly sequence: number;
  readonly hash: string;
  readonly kinds: readonly string[];
  /** Positions of entries that are new here. */
  readonly added: number;
}

/**
 * Applies a range to the tables in its place of the common order: entries that stand here already are compared and
 * passed over, each other one must continue its device's chain, and the last of every device must carry its genuine
 * signature. Must run inside a transaction; throws `RangeRefused`, which undoes all of it.
 */
export function applyRange(judge: RangeJudge, range: RangeFile): AppliedRange {
  const { db } = judge;
  let sequence = readHead(db, '').sequence;
  if (range.first > sequence + 1) throw new RangeRefused(gap(sequence, range.first));
  const chains = new Map<string, Chain>();
  const kinds = new Set<string>();
  let hash = '';
  let added = 0;
  range.entries.forEach((entry, i) => {
    const position = range.first + i;
    hash = entry.hash;
    if (position <= sequence) {
      if (hashAt(db, position) !== entry.hash) throw new RangeRefused(parted(position));
      return;
    }
    sequence = position;
    added += 1;
    kinds.add(applyEntry(judge, chains, entry, position));
  });
  for (const [device, { last, text }] of chains) checkSignature(judge, device, last, text);
  return { sequence, hash, kinds: [...kinds], added };
}

/** The end of one device's chain while a range is applied, and the text that the last entry's hash covers. */
interface Chain {
  readonly head: LedgerHead;
  readonly last: RangeEntry;
  readonly text: string;
}

function applyEntry(
  judge: RangeJudge,
  chains: Map<string, Chain>,
  entry: RangeEntry,
  sequence: number,
): string {
  const { db, ports } = judge;
  const { device } = entry;
  if (publicKeyOf(judge, device) === undefined) {
    throw new RangeRefused(forged(sequence, `device ${device} is not enrolled`));
  }
  const head = chains.get(device)?.head ?? readHead(db, device);
  const text = chainText(entry, head.deviceHash, entry.content, entry.sealed);
  const hash = ports.sha256(text);
  if (entry.deviceSequence !== head.deviceSequence + 1 || toHex(hash) !== entry.hash) {
    throw new RangeRefused(forged(sequence, `it does not continue the chain of device ${device}`));
  }
  const content = JSON.parse(entry.content) as EntryContent;
  if (!Object.hasOwn(projections, content.kind)) throw new RangeRefused(newer(content.kind));
  db.prepare(
    `INSERT INTO ledger (sequence, device, epoch, device_sequence, content, sealed, hash, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    sequence,
    device,
    entry.epoch,
    entry.deviceSequence,
    entry.content,
    entry.sealed,
    hash,
    entry.signature === null ? null : ports.decodeBase64(entry.signature),
  );
  project(db, content as unknown as StudyEvent, { ...content, sequence });
  rememberRequest(db, content);
  forgetWaiting(db, entry.content);
  const next = { sequence, deviceSequence: entry.deviceSequence, deviceHash: entry.hash };
  chains.set(device, { head: next, last: entry, text });
  return content.kind;
}

/** The founder's key comes from the key ring; every other device was enrolled by an entry before its own. */
const publicKeyOf = ({ db, founder }: RangeJudge, device: string): string | undefined =>
  device === founder.device
    ? founder.publicKey
    : db
        .prepare('SELECT public_key FROM device WHERE device = ?')
        .get<{ public_key: string }>(device)?.public_key;

function checkSignature(judge: RangeJudge, device: string, last: RangeEntry, text: string): void {
  const key = publicKeyOf(judge, device) ?? '';
  if (last.signature !== null && judge.ports.boxes.verify(key, text, last.signature)) return;
  throw new RangeRefused(
    forged(last.deviceSequence, `the signature of device ${device} is not genuine`),
  );
}

/** The reply was given elsewhere; here the id is taken, so that nothing is done twice under it. */
function rememberRequest(db: SqlDatabase, { requestId, user, procedure }: EntryContent): void {
  if (requestId === null) return;
  db.prepare('INSERT OR IGNORE INTO request VALUES (?, ?, ?, ?, ?, 0)').run(
    requestId,
    user,
    procedure,
    'recorded elsewhere',
    'null',
  );
}
