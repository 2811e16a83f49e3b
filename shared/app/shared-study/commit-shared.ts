import { encodeContent } from '../../ledger/entry.ts';
import type { EntryContent, StoredEntry } from '../../ledger/entry.ts';
import type { StudyEvent } from '../../ledger/events.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { RangeFile } from '../../contracts/range-file.ts';
import { appendEntry, readEntries, readHead } from '../../store/ledger-store.ts';
import { project } from '../../store/projections/projections.ts';
import { forgetWaiting, keepWaiting, waitingEntries } from '../../store/queries/sharing.ts';
import type { OpenStore, Ports } from '../ports.ts';
import type { AppliedRange } from './apply-range.ts';
import { placesOf } from './places-of-entries.ts';
import { busy, lockedMeanwhile } from './range-refusals.ts';

/** Entries that want the next places of the common order. */
export interface RangeDraft {
  readonly range: RangeFile;
  /** Depots and sites that they write for. */
  readonly places: readonly string[];
}

/** The order of a shared study's entries, as the hub keeps it. */
export interface SharedOrder {
  /** Applies what others recorded; tells whether anything was new. */
  catchUp(): Promise<Result<boolean, Refusal>>;
  /** `stale`: others were first; look again. */
  post(draft: RangeDraft): Promise<Result<'posted' | 'stale', Refusal>>;
  /**
   * Why the person at work, or somebody who signed, may do so no more; null while their access here is the one that
   * they gave their passphrase for.
   */
  objection(signers: readonly string[]): Refusal | null;
  /** Applies a range in its place, and `beside` in the same transaction. Throws `RangeRefused`. */
  apply(range: RangeFile, beside: () => void): AppliedRange;
}

export interface SharedCommit {
  readonly store: OpenStore;
  readonly ports: Pick<Ports, 'clock' | 'sha256' | 'printer'>;
  readonly order: SharedOrder;
}

/** What was decided, and what stands in the ledger for it; null when nothing was to be recorded. */
export interface SharedOutcome<T> {
  readonly value: T;
  readonly applied: AppliedRange | null;
}

const mostTries = 50;

/** Ends the transaction of an attempt, whose entries count only in their place of the common order. */
class Attempted<T> extends Error {
  override readonly name = 'Attempted';
  readonly value: T;
  readonly draft: RangeDraft | null;

  constructor(value: T, draft: RangeDraft | null) {
    super('an attempt is undone');
    this.value = value;
    this.draft = draft;
  }
}

/**
 * Records in a shared study: `decide` runs on the tables as they are here and is undone; its entries are posted, and
 * applied only when they got their place. When others were first it decides anew on what they recorded, and asks anew
 * whether who acts and who signed still may. `keep` stores beside the entries what no entry makes. `ring` is the key
 * ring that the entries put in force.
 */
export async function commitShared<T>(
  given: SharedCommit,
  decide: () => Result<T, Refusal>,
  keep: (value: T) => void = () => undefined,
  ring: () => string | null = () => null,
): Promise<Result<SharedOutcome<T>, Refusal>> {
  const { order } = given;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const ended = order.objection([]);
    if (ended !== null) return err(ended);
    mendTimes(given);
    const { value, draft } = attempt(given, decide, ring);
    if (!value.ok) {
      // What was refused may be so on tables that are not the newest.
      const news = await order.catchUp();
      if (news.ok && news.value) continue;
      const changed = order.objection([]);
      return changed === null ? value : err(changed);
    }
    if (draft === null) return ok({ value: value.value, applied: null });
    const said = await placed(order, draft);
    if (!said.ok) return said;
    if (said.value === 'stale') continue;
    const applied = order.apply(draft.range, () => keep(value.value));
    return ok({ value: value.value, applied });
  }
  return err(busy);
}

/** Posts entries whose signers still may sign; when others were first, what they recorded is taken. */
async function placed(
  order: SharedOrder,
  draft: RangeDraft,
): Promise<Result<'posted' | 'stale', Refusal>> {
  const objection = order.objection(signersOf(draft));
  if (objection !== null) return err(objection);
  const said = await order.post(draft);
  if (!said.ok) return said;
  if (said.value === 'stale') {
    const news = await order.catchUp();
    return news.ok ? said : news;
  }
  return order.objection([]) === null ? said : err(lockedMeanwhile);
}

const signersOf = ({ range }: RangeDraft): readonly string[] => [
  ...new Set(
    range.entries.flatMap(({ content }) => {
      const { signature } = entryIn(content);
      return signature === null ? [] : [signature.user];
    }),
  ),
];

/** Entries that waited for the hub take their places now. */
export const commitWaiting = async (
  given: SharedCommit,
): Promise<Result<SharedOutcome<null>, Refusal>> =>
  waitingEntries(given.store.db).length === 0
    ? ok({ value: null, applied: null })
    : commitShared(given, () => ok(null));

/**
 * A sign-in that waits from a time when the clock of this machine was ahead would make every console refuse its own
 * clock. It gets the time of now, and says what the clock said.
 */
function mendTimes({ store, ports }: SharedCommit): void {
  const now = ports.clock.now().instant;
  const ahead = waitingEntries(store.db).filter((content) => entryIn(content).at > now);
  if (ahead.length === 0) return;
  store.transaction(() => {
    for (const content of ahead) {
      const entry = entryIn(content);
      const reason = `The clock of this computer said ${entry.at} then.`;
      forgetWaiting(store.db, content);
      keepWaiting(store.db, encodeContent({ ...entry, at: now, reason }));
    }
  });
}

const entryIn = (content: string): EntryContent => JSON.parse(content) as EntryContent;

function attempt<T>(
  given: SharedCommit,
  decide: () => Result<T, Refusal>,
  ring: () => string | null,
): { readonly value: Result<T, Refusal>; readonly draft: RangeDraft | null } {
  const { store } = given;
  try {
    store.transaction(() => {
      const before = readHead(store.db, store.device.device).sequence;
      appendWaiting(given);
      const value = decide();
      const entries = value.ok ? [...readEntries(store.db, before)] : [];
      const draft = entries.length === 0 ? null : draftOf(given, entries, before + 1, ring());
      throw new Attempted(value, draft);
    });
  } catch (error) {
    if (error instanceof Attempted) return error as Attempted<Result<T, Refusal>>;
    throw error;
  }
  throw new Error('an attempt was not undone');
}

function appendWaiting({ store, ports }: SharedCommit): void {
  const waiting = waitingEntries(store.db);
  let head = readHead(store.db, store.device.device);
  waiting.forEach((content, i) => {
    const isLast = i === waiting.length - 1;
    head = appendEntry(
      store.db,
      head,
      { content, sealed: null },
      {
        ...store.device,
        sha256: ports.sha256,
        sign: isLast ? (hash) => store.device.sign(hash) : null,
      },
    );
    const entry = entryIn(content);
    project(store.db, entry as unknown as StudyEvent, { ...entry, sequence: head.sequence });
  });
}

const draftOf = (
  { store, ports }: SharedCommit,
  entries: readonly StoredEntry[],
  first: number,
  ring: string | null,
): RangeDraft => ({
  range: rangeOf(ports, entries, first, ring),
  places: placesOf(store.db, entries),
});

/** Entries as they stand in the ledger, for the other consoles. */
export const rangeOf = (
  { printer }: Pick<Ports, 'printer'>,
  entries: readonly StoredEntry[],
  first: number,
  ring: string | null,
): RangeFile => ({
  format: 'cachet-range/1',
  first,
  entries: entries.map(({ sequence: _sequence, signature, ...entry }) => ({
    ...entry,
    signature: signature === null ? null : printer.base64(signature),
  })),
  ring,
});
