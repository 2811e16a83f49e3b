import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/canonical-json.ts';
import { encodeContent } from '../ledger/entry.ts';
import type { EntryContext, SignatureRecord } from '../ledger/entry.ts';
import type { StudyEvent } from '../ledger/events.ts';
import { appendEntry, readHead } from '../store/ledger-store.ts';
import type { LedgerHead } from '../store/ledger-store.ts';
import { project } from '../store/projections/projections.ts';
import type { Job, OpenStore, Ports, Sealer } from './ports.ts';

/** An event that a handler decided on, with what its entry carries beside it. */
export interface Decided {
  readonly event: StudyEvent;
  readonly reason?: string;
  readonly signature?: SignatureRecord;
  /** What unblinds: sealed before it is stored. */
  readonly secret?: Json;
}

/** What a sealed part is bound to: nobody can move it to another entry. */
export const sealContext = (device: string, deviceSequence: number): string =>
  `entry ${device}.${deviceSequence}`;

export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** Where and in whose name events are recorded. */
interface Recording {
  readonly store: OpenStore;
  readonly ports: Ports;
  readonly sealer: Sealer | null;
  readonly context: EntryContext;
  readonly job?: Job;
}

/**
 * Appends events to the ledger and applies them to the tables. Must run inside the store's transaction.
 * The last entry carries the device's signature, which covers all before it.
 */
export function record(given: Recording, decided: readonly Decided[]): LedgerHead {
  const { store, job } = given;
  let head = readHead(store.db, store.device.device);
  decided.forEach((item, i) => {
    if (job?.cancelled() === true) throw new CancelledError('cancelled');
    head = append(given, head, item, i === decided.length - 1);
    job?.progress(i + 1, decided.length, 'recording');
  });
  return head;
}

function append(given: Recording, head: LedgerHead, item: Decided, isLast: boolean): LedgerHead {
  const { store, ports, sealer, context } = given;
  const { device, epoch, sign } = store.device;
  const beside = { reason: item.reason ?? null, signature: item.signature ?? null };
  const content = encodeContent({
    ...context,
    kind: item.event.kind,
    body: item.event.body as unknown as { [key: string]: Json },
    ...beside,
  });
  const sealed = sealSecret(item, sealer, device, head.deviceSequence + 1);
  const next = appendEntry(
    store.db,
    head,
    { content, sealed },
    { device, epoch, sha256: ports.sha256, sign: isLast ? sign : null },
  );
  project(store.db, item.event, { ...context, ...beside, sequence: next.sequence });
  return next;
}

function sealSecret(
  item: Decided,
  sealer: Sealer | null,
  device: string,
  deviceSequence: number,
): string | null {
  if (item.secret === undefined) return null;
  if (sealer === null) throw new Error('a secret was recorded without the unblinding key');
  return sealer.seal(canonicalJson(item.secret), sealContext(device, deviceSequence));
}
