import { criticalClass, criticalClasses } from '../../shared/domain/trail/critical-events.ts';
import type { CriticalClass } from '../../shared/domain/trail/critical-events.ts';
import type { EntryContent } from '../../shared/ledger/entry.ts';
import type { PackEntry } from '../../shared/ledger/evidence/pack-format.ts';

/** An entry with its clear part read. */
export interface ShownEntry {
  readonly entry: PackEntry;
  readonly content: EntryContent;
}

/** Parts whose entries are kept read; the others wait as text outside the page's own memory. */
const partsRead = 4;

class Names {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.all.length);
    this.all.push(name);
    return this.all.length - 1;
  }
}

/** The trail as far as it was verified: a few bytes an entry at hand, the text of the entries in blobs. */
export class TrailMemory {
  readonly kinds = new Names();
  readonly people = new Names();
  readonly #parts: { readonly first: number; readonly count: number; readonly text: Blob }[] = [];
  readonly #read = new Map<number, Promise<readonly ShownEntry[]>>();
  readonly #kindOf: Uint16Array;
  readonly #personOf: Uint16Array;
  readonly #classOf: Uint8Array;
  readonly #isSigned: Uint8Array;
  #length = 0;

  constructor(entries: number) {
    this.#kindOf = new Uint16Array(entries);
    this.#personOf = new Uint16Array(entries);
    this.#classOf = new Uint8Array(entries);
    this.#isSigned = new Uint8Array(entries);
  }

  /** How many entries are here, from the first one on. */
  get length(): number {
    return this.#length;
  }

  get parts(): number {
    return this.#parts.length;
  }

  add(entries: readonly PackEntry[]): void {
    const lines = entries.map((entry) => JSON.stringify(entry));
    const text = new Blob([lines.join('\n')]);
    this.#parts.push({ first: this.#length + 1, count: entries.length, text });
    for (const entry of entries) {
      const content = JSON.parse(entry.content) as EntryContent;
      const at = this.#length;
      this.#kindOf[at] = this.kinds.numberOf(content.kind);
      this.#personOf[at] = this.people.numberOf(content.user);
      const critical = criticalClass(content);
      this.#classOf[at] = critical === null ? 0 : criticalClasses.indexOf(critical) + 1;
      this.#isSigned[at] = content.signature === null ? 0 : 1;
      this.#length += 1;
    }
  }

  kindAt = (entry: number): string => this.kinds.all[this.#kindOf[entry - 1] as number] as string;
  personAt = (entry: number): string =>
    this.people.all[this.#personOf[entry - 1] as number] as string;
  isSigned = (entry: number): boolean => this.#isSigned[entry - 1] === 1;

  criticalAt(entry: number): CriticalClass | null {
    return criticalClasses[(this.#classOf[entry - 1] as number) - 1] ?? null;
  }

  /** Entries of a part, read when they are wanted. */
  part(index: number): Promise<readonly ShownEntry[]> {
    const known = this.#read.get(index);
    if (known !== undefined) return known;
    const reading = this.#readPart(index);
    this.#read.set(index, reading);
    const [oldest] = this.#read.keys();
    if (this.#read.size > partsRead && oldest !== undefined) this.#read.delete(oldest);
    return reading;
  }

  async #readPart(index: number): Promise<readonly ShownEntry[]> {
    const text = await this.#parts[index]?.text.text();
    return (text ?? '').split('\n').map((line) => {
      const entry = JSON.parse(line) as PackEntry;
      return { entry, content: JSON.parse(entry.content) as EntryContent };
    });
  }

  async at(entry: number): Promise<ShownEntry | undefined> {
    const index = this.#parts.findIndex(({ first, count }) => entry < first + count);
    const part = this.#parts[index];
    if (part === undefined) return undefined;
    return (await this.part(index))[entry - part.first];
  }
}
