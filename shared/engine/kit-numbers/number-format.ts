import { hasValidCheck } from './check-characters.ts';
import type { CheckScheme } from './check-characters.ts';

/** How numbers look: prefix, then `length` drawn characters, then the check character if any. */
export interface NumberFormat {
  readonly prefix: string;
  readonly alphabet: 'digits' | 'unambiguous';
  readonly length: number;
  readonly check: CheckScheme;
}

/**
 * `unambiguous` leaves out what is mistaken for one another in print: 0 O D Q, 1 I L, 2 Z, 5 S, 8 B, U V;
 * of 6 and G it keeps 6.
 */
export const alphabetCharacters: Readonly<Record<NumberFormat['alphabet'], string>> = {
  digits: '0123456789',
  unambiguous: '34679ACEFHJKMNPRTWXY',
};

/** Why a text is not a number of the format; checked in this order. */
export type NumberFault = 'length' | 'prefix' | 'character' | 'check';

/** Characters of a whole number, prefix and check character included. */
export const totalLength = ({ prefix, length, check }: NumberFormat): number =>
  prefix.length + length + (check === 'none' ? 0 : 1);

/** The first fault of a number, or undefined when it is one of the format's. Exact: no trimming, no case folding. */
export function numberFault(text: string, format: NumberFormat): NumberFault | undefined {
  if (text.length !== totalLength(format)) return 'length';
  if (!text.startsWith(format.prefix)) return 'prefix';
  const allowed = alphabetCharacters[format.alphabet];
  for (let index = format.prefix.length; index < text.length; index++) {
    if (!allowed.includes(text.charAt(index))) return 'character';
  }
  return hasValidCheck(text, format.check) ? undefined : 'check';
}
