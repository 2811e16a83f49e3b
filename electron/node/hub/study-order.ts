import { sql } from 'kysely';
import { applyRange, RangeRefused } from '../../../shared/app/shared-study/apply-range.ts';
import type { AppliedRange } from '../../../shared/app/shared-study/apply-range.ts';
import { rangeOf } from '../../../shared/app/shared-study/commit-shared.ts';
import type { RangeDraft, SharedOrder } from '../../../shared/app/shared-study/commit-shared.ts';
import { forged, parted } from '../../../shared/app/shared-study/range-refusals.ts';
import type { OpenStore, Ports } from '../../../shared/app/ports.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { RangeFile } from '../../../shared/contracts/range-file.ts';
import { genesisHash } from '../../../shared/ledger/entry.ts';
import type { StoredEntry } from '../../../shared/ledger/entry.ts';
import { hashAt, readEntries, readHead } from '../../../shared/store/ledger-store.ts';
import { keyRingText, readKeyRing } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { changeRing } from '../ring-change.ts';
import { ringHashOf } from '../ring-in-force.ts';
import type { HubConnection } from './connection.ts';
import { noteSeen, orderAtHub } from './holding.ts';
import type { HoldingSaid, OrderAtHub } from './holding.ts';
import { clockDiffers, fenced, heldElsewhere, unsure, whileAway } from './order-refusals.ts';
import { joinTag, logEnd, openRange, postRange, rangesAfter } from './shared-log.ts';
import type { ExchangeKeys, LogEnd, Posted, RangeRow } from './shared-log.ts';

/** The file of a shared study, and how it reaches the hub. */
export interface OrderSettings {
  readonly store: OpenStore;
  readonly path: string;
  readonly ports: Ports;
  readonly keys: ExchangeKeys;
  readonly founder: KeyRing['founder'];
  /** Connects as this machine, past the hub's door. */
  readonly connect: () => Promise<Result<HubConnection, Refusal>>;
  /** What an error of the connection means; null for a defect. */
  readonly trouble: (error: unknown) => Refusal | null;
  /** Tells the windows what others recorded. */
  readonly changed: (revision: number, topics: readonly string[]) => void;
  readonly objection: SharedOrder['objection'];
  /** Fencing tokens of the places that this machine holds. */
  readonly tokens: () => Readonly<Record<string, number>>;
}

const entriesAtOnce = 2_000;
const charactersAtOnce = 8_000_000;

/** The order of a shared study, by way of its hub. One connection is kept while the file is open. */
export class StudyOrder implements SharedOrder {
  readonly #given: OrderSettings;
  /** Heads of ranges that this run of the program posted or tried to. */
  readonly #tried = new Set<string>();
  #connection: Promise<Result<HubConnection, Refusal>> | null = null;
  #isCaughtUp = false;
  /** Entries that the hub was told this console has. */
  #noted = -1;
  /** Why the clock of this machine is not trusted; null when it goes with that of the hub. */
  #clock: Refusal | null = null;

  constructor(given: OrderSettings) {
    this.#given = given;
  }

  close(): void {
    const connection = this.#connection;
    this.#connection = null;
    void connection
      ?.then((made) => (made.ok ? made.value.close() : undefined))
      .catch(() => undefined);
  }

  catchUp(): Promise<Result<boolean, Refusal>> {
    return this.#asking(async (connection) => {
      const before = this.#end().sequence;
      const stopped = await this.#pull(connection);
      if (stopped !== null) return err(stopped);
      const end = await this.#look(connection);
      if (end.last < this.#end().sequence) {
        const reposted = await this.#postRest(connection, end.last);
        if (reposted !== null) return err(reposted);
      }
      if (this.#noted !== this.#end().sequence) {
        this.#noted = this.#end().sequence;
        await noteSeen(connection.db, this.#given.keys.store, this.#noted);
      }
      this.#isCaughtUp = true;
      if (this.#clock !== null) return err(this.#clock);
      return ok(this.#end().sequence > before);
    });
  }

  /** What was sent may have arrived although the connection broke: the same range is sent once more. */
  async post(draft: RangeDraft): Promise<Result<'posted' | 'stale', Refusal>> {
    const sent = { once: false };
    const said = await this.#send(draft, sent);
    if (said.ok || !sent.once || said.error.rule !== 'hub-away') return said;
    const again = await this.#send(draft, sent);
    return again.ok || again.error.rule !== 'hub-away' ? again : err(unsure(again.error));
  }

  #send(
    { range, places }: RangeDraft,
    sent: { once: boolean },
  ): Promise<Result<'posted' | 'stale', Refusal>> {
    return this.#asking(async (connection) => {
      const { keys, store } = this.#given;
      if (this.#clock !== null) await this.#look(connection);
      if (this.#clock !== null) return err(this.#clock);
      const before = hashAt(store.db, range.first - 1) ?? genesisHash;
      const tokens = this.#given.tokens();
      this.#tried.add((range.entries.at(-1) as { readonly hash: string }).hash);
      sent.once = true;
      const posted = await postRange(connection.db, keys, { range, before, places, tokens });
      return saidOf(posted, range.first);
    });
  }

  objection(signers: readonly string[]): Refusal | null {
    return this.#given.objection(signers);
  }

  atHub(): Promise<Result<OrderAtHub, Refusal>> {
    return this.#asking(async ({ db }) => ok(await orderAtHub(db, this.#given.keys.store)));
  }

  /** Takes, hands over or gives free a place. */
  holding(
    ask: (db: HubConnection['db'], store: string) => Promise<HoldingSaid>,
  ): Promise<Result<HoldingSaid, Refusal>> {
    return this.#asking(async ({ db }) => ok(await ask(db, this.#given.keys.store)));
  }

  apply(range: RangeFile, beside: () => void): AppliedRange {
    const { store, ports, founder, path } = this.#given;
    const work = (): AppliedRange =>
      store.transaction(() => {
        beside();
        return applyRange({ db: store.db, ports, founder }, range);
      });
    let applied: AppliedRange | null = null;
    const isNew = range.first + range.entries.length - 1 > this.#end().sequence;
    if (range.ring === null || !isNew) applied = work();
    else {
      changeRing(path, JSON.parse(range.ring) as KeyRing, () => {
        applied = work();
      });
    }
    const done = applied as unknown as AppliedRange;
    if (done.added > 0) store.committed(done.sequence, done.hash);
    return done;
  }

  async #look({ db }: HubConnection): Promise<LogEnd> {
    const end = await logEnd(db, this.#given.keys.store);
    this.#clock = clockDiffers(this.#given.ports.clock.now().instant, end.nowMs);
    return end;
  }

  #end(): { readonly sequence: number } {
    return readHead(this.#given.store.db, this.#given.store.device.device);
  }

  /** Takes what the hub has beyond this file; gives why it could not. */
  async #pull({ db }: HubConnection): Promise<Refusal | null> {
    const { keys } = this.#given;
    for (;;) {
      const { sequence } = this.#end();
      const rows = await rangesAfter(db, keys.store, Math.max(0, sequence - 1));
      const fresh = rows.filter(({ last }) => last > sequence);
      const joint = rows.find(({ last }) => last === sequence);
      const here = hashAt(this.#given.store.db, sequence) ?? genesisHash;
      if (joint !== undefined && joint.head !== joinTag(keys, here)) return parted(sequence);
      if (fresh.length === 0) return null;
      for (const row of fresh) {
        const stopped = this.#take(row);
        if (stopped !== null) return stopped;
      }
      const { sequence: now } = this.#end();
      if (now === sequence) return null;
    }
  }

  #take(row: RangeRow): Refusal | null {
    const { keys, store, changed } = this.#given;
    const range = openRange(keys, row);
    if (range === null)
      return forged(row.first, 'no console of the study sealed it for this place');
    try {
      const applied = this.apply(range, () => undefined);
      if (applied.added > 0) changed(applied.sequence, applied.kinds);
      const ended = this.objection([]);
      if (ended !== null) return ended;
    } catch (error) {
      if (error instanceof RangeRefused) return error.refusal;
      throw error;
    }
    const head = range.entries.at(-1) as RangeFile['entries'][number];
    const isOwn = head.device === store.device.device;
    // A machine that comes back may find what it posted before; one at work posted all of its own itself.
    if (isOwn && this.#isCaughtUp && !this.#tried.has(head.hash)) {
      this.#tellOfClone(row.last).catch(() => undefined);
    }
    return null;
  }

  async #tellOfClone(entry: number): Promise<void> {
    await this.#asking(async ({ db }) => {
      await sql`SELECT hub.report_clone(${this.#given.keys.store}, ${entry})`.execute(db);
      return ok(true);
    });
  }

  /** The hub lacks entries of this file: a study that begins to be shared, or a hub that was lost. */
  async #postRest({ db }: HubConnection, after: number): Promise<Refusal | null> {
    const { store, ports, keys } = this.#given;
    let last = after;
    let piece: StoredEntry[] = [];
    let characters = 0;
    const send = async (): Promise<Refusal | null> => {
      const before = hashAt(store.db, last) ?? genesisHash;
      const range = rangeOf(ports, piece, last + 1, this.#ringOf(piece));
      const posted = await postRange(db, keys, { range, before, places: [], tokens: {} });
      const said = saidOf(posted, last + 1);
      last += piece.length;
      [piece, characters] = [[], 0];
      return said.ok ? null : said.error;
    };
    for (const entry of readEntries(store.db, after)) {
      piece.push(entry);
      characters += entry.content.length + (entry.sealed?.length ?? 0);
      // A range ends with a signature, which covers all before it.
      const isFull = piece.length >= entriesAtOnce || characters >= charactersAtOnce;
      if (!isFull || entry.signature === null) continue;
      const stopped = await send();
      if (stopped !== null) return stopped;
    }
    return piece.length === 0 ? null : send();
  }

  /** The key ring of this file, where entries put it in force. */
  #ringOf(piece: readonly StoredEntry[]): string | null {
    if (!piece.some(({ content }) => content.includes('"ringHash":"'))) return null;
    const ring = readKeyRing(this.#given.path);
    const hash = ringHashOf(ring);
    return piece.some(({ content }) => content.includes(hash)) ? keyRingText(ring) : null;
  }

  /** Asks over the connection that is open, or a new one; a broken one is given up. */
  async #asking<T>(
    ask: (connection: HubConnection) => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> {
    const isNew = this.#connection === null;
    this.#connection ??= this.#given.connect();
    const connection = await this.#connection;
    if (!connection.ok) {
      this.#connection = null;
      return err(whileAway(connection.error));
    }
    try {
      if (isNew) await this.#look(connection.value);
      return await ask(connection.value);
    } catch (error) {
      const trouble = this.#given.trouble(error);
      if (trouble === null) throw error;
      this.close();
      return err(whileAway(trouble));
    }
  }
}

function saidOf(posted: Posted, first: number): Result<'posted' | 'stale', Refusal> {
  switch (posted.said) {
    case 'posted':
    case 'known':
      return ok('posted');
    case 'stale':
    case 'behind':
      return ok('stale');
    case 'held':
      return err(heldElsewhere(posted));
    case 'fenced':
      return err(fenced(posted.place));
    default:
      return err(parted(first - 1));
  }
}
