import type { EventBodies, EventKind } from '../../ledger/events.ts';

/** What one kind of entries says to a person. */
export interface EventWords<K extends EventKind> {
  /** Name of the kind, for filters. */
  readonly name: string;
  readonly what: (body: EventBodies[K]) => string;
  readonly detail?: (body: EventBodies[K]) => string;
}

/** The words of some kinds. */
export type WordsOf<Kinds extends EventKind> = { readonly [K in Kinds]: EventWords<K> };

const shownNumbers = 12;

export const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

/** `1234, 1235 and 40 more`. */
export const numbersInWords = (numbers: readonly string[]): string => {
  const shown = numbers.slice(0, shownNumbers).join(', ');
  const hidden = numbers.length - shownNumbers;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
};
