import { entryWords } from '../../shared/app/queries/entry-words.ts';
import type { CriticalClass } from '../../shared/domain/trail/critical-events.ts';
import type { ShownEntry, TrailMemory } from './trail-memory.ts';

/** What the person wants to see of the trail; empty texts and null mean anything. */
export interface TrailFilter {
  readonly text: string;
  readonly kind: string;
  readonly person: string;
  readonly signed: boolean;
  /** Classes of critical events; null for all entries. */
  readonly classes: readonly CriticalClass[] | null;
  readonly kinds: readonly string[] | null;
}

export const noFilter: TrailFilter = {
  text: '',
  kind: '',
  person: '',
  signed: false,
  classes: null,
  kinds: null,
};

/** Entries that a filter leaves, oldest first; null for all of them. */
export type Found = Uint32Array | null;

const isAll = (filter: TrailFilter): boolean => JSON.stringify(filter) === JSON.stringify(noFilter);

function holds(memory: TrailMemory, filter: TrailFilter, entry: number): boolean {
  if (filter.signed && !memory.isSigned(entry)) return false;
  if (filter.kind !== '' && memory.kindAt(entry) !== filter.kind) return false;
  if (filter.person !== '' && memory.personAt(entry) !== filter.person) return false;
  const critical = memory.criticalAt(entry);
  const isOfClass = critical !== null && (filter.classes?.includes(critical) ?? false);
  const isOfKind = filter.kinds?.includes(memory.kindAt(entry)) ?? false;
  return (filter.classes === null && filter.kinds === null) || isOfClass || isOfKind;
}

/** Everything of an entry that a search looks at, in lower case. */
const searchedText = ({ entry, content }: ShownEntry): string => {
  const { what, detail } = entryWords(content);
  return `${entry.sequence} ${what} ${detail} ${entry.content}`.toLowerCase();
};

/** Finds the entries of a filter. A text is looked for part by part; `isStale` ends a search that nobody waits for. */
export async function findEntries(
  memory: TrailMemory,
  filter: TrailFilter,
  isStale: () => boolean,
): Promise<Found> {
  if (isAll(filter)) return null;
  const text = filter.text.trim().toLowerCase();
  const found: number[] = [];
  if (text === '') {
    for (let entry = 1; entry <= memory.length; entry += 1) {
      if (holds(memory, filter, entry)) found.push(entry);
    }
    return Uint32Array.from(found);
  }
  for (let part = 0; part < memory.parts && !isStale(); part += 1) {
    for (const shown of await memory.part(part)) {
      if (!holds(memory, filter, shown.entry.sequence)) continue;
      if (searchedText(shown).includes(text)) found.push(shown.entry.sequence);
    }
  }
  return Uint32Array.from(found);
}
