import { canaries } from './arms.ts';

/** Both cases of a word in every form in which a program might write it, without being told to hide it. */
const forms = (word: string): readonly Buffer[] => {
  const cases = [word, word.toUpperCase(), `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`];
  return cases.flatMap((text) => {
    const bytes = Buffer.from(text, 'utf8');
    const wide = Buffer.from(text, 'utf16le');
    const reversed = Buffer.from([...text].reverse().join(''), 'utf8');
    return [bytes, wide, reversed, ...spelled(bytes), ...spelled(wide)];
  });
};

/** Hexadecimal, and base64 at each of the three places where a word may begin in it. */
const spelled = (bytes: Buffer): readonly Buffer[] => [
  Buffer.from(bytes.toString('hex')),
  Buffer.from(bytes.toString('hex').toUpperCase()),
  ...[0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // Its first and last letters depend on what stands before and after.
    return Buffer.from(whole.slice(shift === 0 ? 0 : shift + 1, -1));
  }),
];

const searched = canaries.flatMap(forms);

/** The form in which the name of an arm stands in some bytes, with a little of what is around it; null when none does. */
export function canaryIn(bytes: Buffer): string | null {
  return formIn(bytes) ?? formIn(withoutNul(bytes));
}

/** Two bytes a letter, as they stand in a text or escaped in JSON. */
const withoutNul = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll('\\u0000', '').replaceAll('\0', ''), 'latin1');

function formIn(bytes: Buffer): string | null {
  for (const form of searched) {
    const at = bytes.indexOf(form);
    if (at >= 0)
      return bytes.subarray(Math.max(0, at - 40), at + form.length + 20).toString('latin1');
  }
  return null;
}
