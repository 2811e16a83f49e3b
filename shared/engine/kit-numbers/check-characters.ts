/**
 * Check characters of ISO/IEC 7064 hybrid systems MOD 37,36 (0-9A-Z) and MOD 11,10 (0-9). Both find
 * every single wrong character and nearly all swaps of neighbours.
 */
export type CheckScheme = 'mod-37-36' | 'mod-11-10' | 'none';

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const valueOf = (() => {
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < characters.length; value++) {
    values[characters.charCodeAt(value)] = value;
  }
  return values;
})();

const modulusOf = { 'mod-37-36': 36, 'mod-11-10': 10 } as const;

/** Runs the recursion over the first `length` characters: P starts at M; S = P + a, taken 1..M; P = 2·S mod (M + 1). */
function product(text: string, length: number, modulus: number): number {
  let running = modulus;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    const value = code < 128 ? (valueOf[code] as number) : -1;
    if (value < 0 || value >= modulus) return -1;
    const sum = (running + value) % modulus;
    running = ((sum === 0 ? modulus : sum) * 2) % (modulus + 1);
  }
  return running;
}

/**
 * The check character to append to `body`: '' for the scheme `none`; undefined when `body` is empty
 * or holds a character outside the scheme's set.
 */
export function checkCharacter(body: string, scheme: CheckScheme): string | undefined {
  if (scheme === 'none') return '';
  const modulus = modulusOf[scheme];
  const running = body.length === 0 ? -1 : product(body, body.length, modulus);
  if (running < 0) return undefined;
  return characters[(modulus + 1 - running) % modulus];
}

/** True when the last character of `text` is the right check character for those before it; always true for `none`. */
export function hasValidCheck(text: string, scheme: CheckScheme): boolean {
  if (scheme === 'none') return true;
  const modulus = modulusOf[scheme];
  const last = text.length - 1;
  const running = last < 1 ? -1 : product(text, last, modulus);
  const code = text.charCodeAt(last);
  const check = code < 128 ? (valueOf[code] as number) : -1;
  return running >= 0 && check >= 0 && check < modulus && (running + check) % modulus === 1;
}
