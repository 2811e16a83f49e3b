import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { Client, Failure } from '../transport/client.ts';

/** What is known of one question: the last answer stays while a newer one is on its way. */
export interface Answer<T> {
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly isFetching: boolean;
}

interface Slot {
  answer: Answer<unknown>;
  fetch(): void;
  readonly listeners: Set<() => void>;
  generation: number;
}

const nothingYet: Answer<unknown> = { data: undefined, failure: undefined, isFetching: true };
const largestCache = 200;

/** Answers by question. Shown questions are asked again after a change; hidden ones are forgotten. */
export class QueryCache {
  readonly #client: Client;
  readonly #slots = new Map<string, Slot>();

  constructor(client: Client) {
    this.#client = client;
  }

  answer<N extends ProcedureName>(name: N, input: InputOf<N>): Answer<OutputOf<N>> {
    return this.#slot(name, input).answer as Answer<OutputOf<N>>;
  }

  /** Starts to show a question: fetches it, and calls the listener at every new answer. */
  show<N extends ProcedureName>(name: N, input: InputOf<N>, listener: () => void): () => void {
    const slot = this.#slot(name, input);
    slot.listeners.add(listener);
    slot.fetch();
    return () => void slot.listeners.delete(listener);
  }

  /** Something changed in the study: asks again what is shown and forgets the rest. */
  refresh(): void {
    for (const [key, slot] of this.#slots) {
      if (slot.listeners.size > 0) slot.fetch();
      else this.#slots.delete(key);
    }
  }

  /** Nothing of a locked study may stay in memory. */
  clear(): void {
    for (const slot of this.#slots.values()) slot.generation += 1;
    this.#slots.clear();
  }

  #slot<N extends ProcedureName>(name: N, input: InputOf<N>): Slot {
    const key = `${name} ${JSON.stringify(input)}`;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    this.#makeRoom();
    const slot: Slot = {
      answer: nothingYet,
      listeners: new Set(),
      generation: 0,
      fetch: () => void this.#fetch(slot, name, input),
    };
    this.#slots.set(key, slot);
    return slot;
  }

  #makeRoom(): void {
    if (this.#slots.size < largestCache) return;
    for (const [key, slot] of this.#slots) {
      if (slot.listeners.size === 0) this.#slots.delete(key);
    }
  }

  async #fetch<N extends ProcedureName>(slot: Slot, name: N, input: InputOf<N>): Promise<void> {
    slot.generation += 1;
    const { generation } = slot;
    const outcome = await this.#client.ask(name, input);
    if (slot.generation !== generation) return;
    slot.answer = outcome.ok
      ? { data: outcome.value, failure: undefined, isFetching: false }
      : { data: slot.answer.data, failure: outcome.failure, isFetching: false };
    for (const listener of slot.listeners) listener();
  }
}
