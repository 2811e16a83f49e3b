import type { InputOf, OutputOf } from '../../shared/contracts/index.ts';
import type { Client, Failure } from '../transport/client.ts';

/** The procedures that answer with a window on a long table. */
export type PageName =
  | 'accountability.subjects'
  | 'codeBreak.page'
  | 'custody.page'
  | 'kits.page'
  | 'labels.page'
  | 'resupply.runs'
  | 'shipments.page'
  | 'subjects.page'
  | 'trail.page'
  | 'excursions.page'
  | 'loggers.page';
export type RowOf<N extends PageName> = OutputOf<N>['rows'][number];
export type FilterOf<N extends PageName> = Omit<InputOf<N>, 'offset' | 'limit'>;

/** What a table draws now. A new object at every change. */
export interface RowsShown<Row> {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  rowAt(index: number): Row | undefined;
}

const pageSize = 200;
const largestCache = 80;
const atOnce = 2;

/**
 * Rows of one filter, fetched page by page around what is in view. Only what is wanted *now* is fetched, so
 * that dragging the scroll bar through a million rows does not queue a million rows.
 */
export class RowWindow<N extends PageName> {
  shown: RowsShown<RowOf<N>>;
  readonly #ask: (offset: number) => ReturnType<Client['ask']>;
  readonly #pages = new Map<number, readonly RowOf<N>[]>();
  readonly #stale = new Set<number>();
  readonly #flying = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly number[] = [0];
  #total: number | undefined;
  #failure: Failure | undefined;

  constructor(client: Client, name: N, filter: FilterOf<N>) {
    this.#ask = (offset) =>
      client.ask(name, { ...filter, offset, limit: pageSize } as InputOf<N>) as ReturnType<
        Client['ask']
      >;
    this.shown = this.#snapshot();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#fetchWanted();
    return () => void this.#listeners.delete(listener);
  };

  /** Says which rows are in view; these and half a page around them are fetched. */
  view(first: number, last: number): void {
    const from = Math.max(0, Math.floor((first - pageSize / 2) / pageSize));
    const until = Math.floor((last + pageSize / 2) / pageSize);
    const middle = Math.floor((first + last) / 2 / pageSize);
    this.#wanted = Array.from({ length: until - from + 1 }, (_, index) => from + index)
      .filter((page) => this.#total === undefined || page * pageSize < this.#total)
      .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    this.#fetchWanted();
  }

  /** The study changed: what is in view is fetched again, the rest when it comes into view. */
  refresh(): void {
    for (const page of this.#pages.keys()) this.#stale.add(page);
    this.#fetchWanted();
  }

  #fetchWanted(): void {
    for (const page of this.#wanted) {
      if (this.#flying.size >= atOnce) return;
      const isKnown = this.#pages.has(page) && !this.#stale.has(page);
      if (!isKnown && !this.#flying.has(page)) void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    this.#flying.add(page);
    this.#stale.delete(page);
    const outcome = await this.#ask(page * pageSize);
    this.#flying.delete(page);
    if (outcome.ok) {
      const { total, rows } = outcome.value as OutputOf<N>;
      this.#total = total;
      this.#failure = undefined;
      this.#keep(page, rows);
    } else {
      this.#failure = outcome.failure;
    }
    this.shown = this.#snapshot();
    for (const listener of this.#listeners) listener();
    if (outcome.ok) this.#fetchWanted();
  }

  #keep(page: number, rows: readonly RowOf<N>[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= largestCache) return;
      if (!this.#wanted.includes(oldest)) this.#pages.delete(oldest);
    }
  }

  #snapshot(): RowsShown<RowOf<N>> {
    return {
      total: this.#total,
      failure: this.#failure,
      rowAt: (index) => this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    };
  }
}
