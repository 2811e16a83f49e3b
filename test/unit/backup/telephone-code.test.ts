// Requirements: OFF-03
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatChallenge,
  readChallenge,
  readReleaseCode,
  releaseSymbols,
} from '../../../shared/domain/backup/release-challenge.ts';
import { codeInWords, formatCode, readCode } from '../../../shared/domain/backup/telephone-code.ts';

const seed = 20261121;
const symbols = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 31 }), { minLength: length, maxLength: length });

test('a code reads back as it was given, however it is typed', () => {
  fc.assert(
    fc.property(symbols(releaseSymbols), (given) => {
      const code = formatCode(given);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
      for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' ')]) {
        expect(readReleaseCode(typed)).toEqual({ ok: true, value: given });
      }
      const misread = code.replaceAll('1', 'I').replaceAll('0', 'O');
      expect(readReleaseCode(misread)).toEqual({ ok: true, value: given });
    }),
    { seed, numRuns: 200 },
  );
});

test('one wrong character, or two exchanged ones, are found in their group', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  fc.assert(
    fc.property(
      symbols(8),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 31 }),
      (given, at, by) => {
        const plain = formatCode(given).replace('-', '');
        const wrong = alphabet.charAt((alphabet.indexOf(plain.charAt(at)) + by) % 32);
        const heard = plain.slice(0, at) + wrong + plain.slice(at + 1);
        const group = at < 5 ? 1 : 2;
        const read = readCode(heard, 2);
        expect(read.ok ? null : read.error).toMatchObject({ rule: 'code-group' });
        expect(read.ok ? '' : read.error.message).toContain(`Group ${group} `);
        const next = at % 5 === 4 ? at - 1 : at;
        const [a, b] = [plain.charAt(next), plain.charAt(next + 1)];
        const swapped = plain.slice(0, next) + b + a + plain.slice(next + 2);
        expect(readCode(swapped, 2).ok).toBe(a === b);
      },
    ),
    { seed, numRuns: 500 },
  );
});

test('exchanged groups and a missing character are refused', () => {
  const code = formatCode([1, 2, 3, 4, 1, 2, 3, 4]);
  const [first, second] = code.split('-');
  expect(first).not.toBe(second);
  expect(readCode(`${second}-${first}`, 2).ok).toBe(false);
  expect(readCode(code.slice(1), 2)).toMatchObject({ error: { rule: 'code-length' } });
  expect(readCode(`${code.slice(0, 10)}#`, 2).ok).toBe(false);
});

test('a challenge carries its envelope and layer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4095 }),
      fc.integer({ min: 1, max: 7 }),
      symbols(5),
      (envelope, layer, tag) => {
        const challenge = { envelope, layer, tag };
        expect(readChallenge(formatChallenge(challenge))).toEqual({ ok: true, value: challenge });
      },
    ),
    { seed, numRuns: 200 },
  );
});

test('words for reading back', () => {
  expect(codeInWords('7K3MX')).toEqual(['Seven Kilo Three Mike Xray']);
});
