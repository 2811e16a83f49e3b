// Requirements: SUP-01
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCharacter,
  hasValidCheck,
} from '../../../../shared/engine/kit-numbers/check-characters.ts';

const seed = 61;
const schemes = [
  ['mod-37-36', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['mod-11-10', '0123456789'],
] as const;

describe('ISO 7064 check characters', () => {
  it.each([
    // The standard's own examples, then published numbers of registries that use the systems.
    ['mod-11-10', '0794', '5'],
    ['mod-37-36', 'A12425GABC1234002', 'M'],
    ['mod-11-10', '8609574271', '9'],
    ['mod-11-10', '6943515153', '0'],
    ['mod-37-36', 'B159D8FA01240000', 'K'],
  ] as const)('%s of %s is %s', (scheme, body, check) => {
    expect(checkCharacter(body, scheme)).toBe(check);
    expect(hasValidCheck(body + check, scheme)).toBe(true);
  });

  it.each(schemes)('%s: exactly one character checks, for any body', (scheme, alphabet) => {
    const body = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(body, (text) => {
        const valid = [...alphabet].filter((check) => hasValidCheck(text + check, scheme));
        expect(valid).toEqual([checkCharacter(text, scheme)]);
      }),
      { seed },
    );
  });

  it.each(schemes)('%s: finds every single wrong character', (scheme, alphabet) => {
    const body = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(body, fc.nat(), fc.constantFrom(...alphabet), (text, position, other) => {
        const number = text + (checkCharacter(text, scheme) ?? '');
        const at = position % number.length;
        fc.pre(number[at] !== other);
        expect(hasValidCheck(number.slice(0, at) + other + number.slice(at + 1), scheme)).toBe(
          false,
        );
      }),
      { seed, numRuns: 3_000 },
    );
  });

  it.each([
    // Hybrid systems promise "nearly all" swaps; these shares were counted over every number of the size.
    ['mod-11-10', 4, '0123456789', 0.025],
    ['mod-37-36', 2, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 0.003],
  ] as const)(
    '%s: misses at most the few swaps of neighbours that it may',
    (scheme, length, alphabet, share) => {
      let [swaps, missed] = [0, 0];
      for (let value = 0; value < alphabet.length ** length; value++) {
        let [rest, body] = [value, ''];
        for (let index = 0; index < length; index++) {
          body += alphabet[rest % alphabet.length];
          rest = Math.floor(rest / alphabet.length);
        }
        const number = body + (checkCharacter(body, scheme) ?? '');
        for (let at = 0; at < length; at++) {
          const [one, two] = [number.charAt(at), number.charAt(at + 1)];
          if (one === two) continue;
          swaps++;
          if (hasValidCheck(number.slice(0, at) + two + one + number.slice(at + 2), scheme))
            missed++;
        }
      }
      expect(swaps).toBeGreaterThan(1_000);
      expect(missed / swaps).toBeLessThan(share);
    },
  );

  it.each([
    ['', 'mod-37-36'],
    ['12a4', 'mod-37-36'],
    ['12-4', 'mod-37-36'],
    ['12A4', 'mod-11-10'],
    ['12é4', 'mod-11-10'],
  ] as const)('has no check for %s in %s', (body, scheme) => {
    expect(checkCharacter(body, scheme)).toBeUndefined();
    expect(hasValidCheck(`${body}0`, scheme)).toBe(false);
  });

  it('adds and asks nothing without a scheme', () => {
    expect(checkCharacter('anything', 'none')).toBe('');
    expect(hasValidCheck('anything', 'none')).toBe(true);
  });
});
