import { instantFromEpochMs } from '../../../shared/base/instant.ts';
import { writeAnchor } from '../anchor.ts';
import type { Machine } from './store-file.ts';

const delayMs = 500;
const retryMs = 5_000;

/**
 * Writes the end of the ledger outside the file soon after each commit, and at once when the store closes.
 * Not within the commit of a study: a second synced file would double its cost, and a lost half second only widens the
 * span in which a rollback could pass for a crash. In the file of a site it is written before anybody sees what was
 * committed: a copy that lacks an opened envelope must always be known.
 */
export class AnchorKeeper {
  readonly #machine: Machine;
  readonly #identity: { readonly storeId: string; readonly device: string; readonly epoch: number };
  readonly #isImmediate: boolean;
  #waiting: { readonly entries: number; readonly head: string } | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    machine: Machine,
    identity: { readonly storeId: string; readonly device: string; readonly epoch: number },
    isImmediate: boolean,
  ) {
    this.#machine = machine;
    this.#isImmediate = isImmediate;
    this.#identity = identity;
  }

  note(entries: number, head: string): void {
    this.#waiting = { entries, head };
    if (this.#isImmediate) return this.flush();
    this.#timer ??= setTimeout(() => this.flush(), delayMs).unref();
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    if (waiting === null) return;
    try {
      writeAnchor(this.#machine.dataDirectory, this.#machine.device, {
        ...this.#identity,
        ...waiting,
        at: instantFromEpochMs(Date.now()),
      });
      this.#waiting = null;
    } catch {
      // The study itself is stored. A full disk must not end the work: the anchor is tried again.
      this.#timer = setTimeout(() => this.flush(), retryMs).unref();
    }
  }

  /** The last try before the file is closed. */
  end(): void {
    this.flush();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
