import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** 32 symbols without I, L, O and U, which are misread or spell words (Crockford's choice). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What people write for a symbol that looks like it. */
const lookAlikes: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' };

/** Symbols of a group beside its check character. */
export const groupLength = 4;

const words: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliett Kilo Mike November Papa Quebec Romeo Sierra Tango Victor Whiskey Xray Yankee Zulu'
      .split(' ')
      .map((word) => [word.charAt(0), word]),
  ),
  ...Object.fromEntries(
    'Zero One Two Three Four Five Six Seven Eight Nine'.split(' ').map((word, i) => [`${i}`, word]),
  ),
};

/** x^5 + x^2 + 1: products in the field of 32 elements, so that every weight but 0 is invertible. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0, factor = a; bit < 5; bit += 1) {
    if ((b >> bit) & 1) product ^= factor;
    factor = factor & 16 ? ((factor << 1) ^ 0x25) & 31 : factor << 1;
  }
  return product;
}

const powerOfTwo = (exponent: number): number =>
  Array.from({ length: exponent }).reduce<number>((value) => times(value, 2), 1);

/** Weights differ within a group, so one wrong symbol or two exchanged ones never pass; the place of the group counts too. */
const checkOf = (symbols: readonly number[], group: number): number =>
  symbols.reduce((sum, symbol, i) => sum ^ times(symbol, powerOfTwo(i + 1)), group % 32);

/** Groups of four symbols (0..31 each) with a check character behind each: `7K3MX-Q02DC`. */
export function formatCode(symbols: readonly number[]): string {
  const groups: string[] = [];
  for (let at = 0; at < symbols.length; at += groupLength) {
    const group = symbols.slice(at, at + groupLength);
    const checked = [...group, checkOf(group, groups.length + 1)];
    groups.push(checked.map((symbol) => alphabet.charAt(symbol)).join(''));
  }
  return groups.join('-');
}

/** Reads a code as people type it; the refusal names the group that was misheard. */
export function readCode(text: string, groups: number): Result<readonly number[], Refusal> {
  const plain = [...text.toUpperCase()].filter((character) => !/[\s\-–.,/]/.test(character));
  const length = groups * (groupLength + 1);
  if (plain.length !== length) {
    return err(
      refusal(
        'code-length',
        `The code has ${plain.length} characters; it needs ${groups} groups of ${groupLength + 1}.`,
        'Have the whole code read again, group by group.',
      ),
    );
  }
  const symbols: number[] = [];
  for (let group = 1; group <= groups; group += 1) {
    const heard = plain.slice((group - 1) * (groupLength + 1), group * (groupLength + 1));
    const read = heard.map((character) => alphabet.indexOf(lookAlikes[character] ?? character));
    const data = read.slice(0, groupLength);
    if (read.includes(-1) || checkOf(data, group) !== read[groupLength]) {
      return err(misheard(group, heard.join('')));
    }
    symbols.push(...data);
  }
  return ok(symbols);
}

const misheard = (group: number, heard: string): Refusal =>
  refusal(
    'code-group',
    `Group ${group} (${heard}) is not as it was given.`,
    `Have group ${group} read again; the other groups before it are right.`,
  );

/** A code for reading back: one line a group, `Seven Kilo Three Mike Xray`. */
export const codeInWords = (code: string): readonly string[] =>
  code.split('-').map((group) => [...group].map((character) => words[character]).join(' '));

/** The first `count` symbols of 5 bits of some bytes. */
export function symbolsOf(bytes: Uint8Array, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    const bit = 5 * i;
    const pair = ((bytes[bit >> 3] as number) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    return (pair >> (11 - (bit & 7))) & 31;
  });
}
