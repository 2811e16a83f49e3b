import { canaries } from './arms.ts';

/** Hexadecimal, and base64 at each of the three places where a word may begin in it. */
const inBase64 = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // Its first and last letters depend on what stands before and after.
    return whole.slice(shift === 0 ? 0 : shift + 1, -1);
  });

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Whatever the case: plain, backwards, hexadecimal. */
const anyCase: readonly string[] = canaries.flatMap((word) => [
  word,
  [...word].reverse().join(''),
  Buffer.from(word, 'utf8').toString('hex'),
  Buffer.from(word, 'utf16le').toString('hex'),
]);

/** Base64 tells cases apart. */
const exactCase: readonly string[] = canaries.flatMap((word) =>
  [word, capital(word), word.toUpperCase()].flatMap((text) => [
    ...inBase64(Buffer.from(text, 'utf8')),
    ...inBase64(Buffer.from(text, 'utf16le')),
  ]),
);

const around = 40;

/** The name of an arm in some bytes, in any form in which a program might write it, with what is around it; or null. */
export function canaryIn(bytes: Buffer | string): string | null {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1');
  // Two bytes a letter, as they are or escaped in JSON.
  const single = text.replaceAll('\\u0000', '').replaceAll('\0', '');
  return found(single.toLowerCase(), anyCase) ?? found(single, exactCase) ?? found(text, exactCase);
}

function found(text: string, forms: readonly string[]): string | null {
  for (const form of forms) {
    const at = text.indexOf(form);
    if (at >= 0) return text.slice(Math.max(0, at - around), at + form.length + around);
  }
  return null;
}
