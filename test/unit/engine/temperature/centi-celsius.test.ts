import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centiFromMicro,
  isFinerThanCenti,
  microFromDecimal,
} from '../../../../shared/engine/temperature/centi-celsius.ts';

const seed = 41_007;
const centi = (text: string, unit: 'C' | 'F' | 'K' = 'C') =>
  centiFromMicro(microFromDecimal(text), unit);

describe('decimal text to hundredths of a degree', () => {
  it.each([
    ['5', 500],
    ['+2.0', 200],
    ['-0.5', -50],
    ['−18,4', -1840],
    ['.5', 50],
    ['7.', 700],
    ['20.873', 2087],
    ['20.875', 2088],
    ['-20.875', -2088],
    ['1.005', 101],
    ['-0.004', 0],
    ['5.1999999999999993', 520],
  ])('reads %s', (text, expected) => {
    expect(Object.is(centi(text), expected)).toBe(true);
  });

  it.each(['', '-', '.', '--.-', '1.2.3', '1,2,3', '5 C', '1e3', '0x10', '٣', '99999999999999999'])(
    'does not take %j for a number',
    (text) => {
      expect(microFromDecimal(text)).toBeNaN();
    },
  );

  it(`is exact for every number of hundredths (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999, max: 99_999 }),
        fc.constantFrom('.', ','),
        (value, point) => {
          const size = String(Math.abs(value)).padStart(3, '0');
          const text = `${value < 0 ? '-' : ''}${size.slice(0, -2)}${point}${size.slice(-2)}`;
          expect(centi(text)).toBe(value);
          expect(isFinerThanCenti(microFromDecimal(text))).toBe(false);
        },
      ),
      { seed, numRuns: 2_000 },
    );
  });

  it.each([
    ['32', 0],
    ['212', 10_000],
    ['-40', -4_000],
    ['41.0', 500],
    ['46.4', 800],
    ['35.9', 217],
    ['98.6', 3_700],
  ])('turns %s °F into hundredths of °C', (text, expected) => {
    expect(centi(text, 'F')).toBe(expected);
  });

  it('turns kelvin into hundredths of °C and marks finer digits', () => {
    expect(centi('278.15', 'K')).toBe(500);
    expect(isFinerThanCenti(microFromDecimal('20.873'))).toBe(true);
  });
});
