/** Passes results on strictly in order, whatever the order in which they come; each once. */
export class InOrder {
  readonly #accept: (result: unknown, chunk: number) => void;
  readonly #waiting = new Map<number, unknown>();
  readonly #end: number;
  #next: number;
  #come = 0;

  constructor(first: number, chunks: number, accept: (result: unknown, chunk: number) => void) {
    this.#next = first;
    this.#end = first + chunks;
    this.#accept = accept;
  }

  /** Chunks that have come. */
  get come(): number {
    return this.#come;
  }

  put(chunk: number, result: unknown): void {
    if (this.has(chunk)) return;
    this.#waiting.set(chunk, result);
    this.#come += 1;
    while (this.#waiting.has(this.#next)) {
      const next = this.#waiting.get(this.#next);
      this.#waiting.delete(this.#next);
      this.#accept(next, this.#next);
      this.#next += 1;
    }
  }

  has(chunk: number): boolean {
    return chunk < this.#next || this.#waiting.has(chunk);
  }

  /** Chunks that are missing, as ranges. */
  missing(): readonly { readonly first: number; readonly chunks: number }[] {
    const ranges: { first: number; chunks: number }[] = [];
    for (let chunk = this.#next; chunk < this.#end; chunk += 1) {
      if (this.#waiting.has(chunk)) continue;
      const last = ranges.at(-1);
      if (last !== undefined && last.first + last.chunks === chunk) last.chunks += 1;
      else ranges.push({ first: chunk, chunks: 1 });
    }
    return ranges;
  }
}
