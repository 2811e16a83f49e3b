// Requirements: SUP-13
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Gs1Element } from '../../../../shared/domain/barcode/application-identifiers.ts';
import { bracketed, parseBracketed } from '../../../../shared/domain/barcode/bracketed.ts';
import { gs1CheckDigit } from '../../../../shared/domain/barcode/check-digit.ts';
import {
  groupSeparator,
  parseElementString,
  writeElementString,
} from '../../../../shared/domain/barcode/element-string.ts';
import { elementSets } from '../../../builders/element-sets.ts';

const GS = groupSeparator;
const seed = 20261121;
const gtin = '09506000134352';

const elements = (text: string): readonly Gs1Element[] => {
  const read = parseElementString(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};
const ruleFor = (text: string): string => {
  const read = parseElementString(text);
  return read.ok ? 'read' : read.error.rule;
};

describe('check digits', () => {
  test.each([
    ['0950600013435', 2],
    ['629104150021', 3],
    ['00614141123456789', 0],
    ['37610425002123456', 9],
  ])('of %s is %d', (digits, expected) => {
    expect(gs1CheckDigit(digits)).toBe(expected);
  });
});

describe('reading an element string', () => {
  test('takes fields of fixed and of variable length apart', () => {
    expect(elements(`01${gtin}1728013110L25-021${GS}7240CCH-301${GS}215501aB/x`)).toEqual([
      { ai: '01', value: gtin },
      { ai: '17', value: '280131' },
      { ai: '10', value: 'L25-021' },
      { ai: '7240', value: 'CCH-301' },
      { ai: '21', value: '5501aB/x' },
    ]);
  });

  test('lets a separator stand at the start, after a fixed field and at the end', () => {
    expect(elements(`${GS}01${gtin}${GS}17280100${GS}`)).toHaveLength(2);
  });

  test('carries identifiers along that labels here never have', () => {
    expect(elements(`01${gtin}3103001750${'91'}abc${GS}99x`)).toEqual([
      { ai: '01', value: gtin },
      { ai: '3103', value: '001750' },
      { ai: '91', value: 'abc' },
      { ai: '99', value: 'x' },
    ]);
  });

  test.each([
    ['', 'gs1-empty'],
    [GS, 'gs1-empty'],
    ['05123', 'gs1-identifier'],
    ['7x', 'gs1-identifier'],
    ['0', 'gs1-identifier'],
    ['0109506', 'gs1-length'],
    [`0109506${GS}0001343521`, 'gs1-length'],
    ['0109506000134353', 'gs1-check-digit'],
    ['0109506000I34352', 'gs1-character'],
    ['10', 'gs1-length'],
    [`10${'x'.repeat(21)}`, 'gs1-length'],
    ['10a b', 'gs1-character'],
    ['10a#b', 'gs1-character'],
    ['17281301', 'gs1-date'],
    ['17280431', 'gs1-date'],
    ['17270229', 'gs1-date'],
    ['7240CCH-301', 'gs1-needs'],
    ['254room 4', 'gs1-character'],
    ['254room4', 'gs1-needs'],
    [`10A${GS}10B`, 'gs1-repeated'],
    [`8006${gtin}0302`, 'gs1-piece'],
    [`8006${gtin}0002`, 'gs1-piece'],
  ])('refuses %j as %s', (text, rule) => {
    expect(ruleFor(text)).toBe(rule);
  });

  test('refuses what no symbol can hold', () => {
    expect(ruleFor('9'.repeat(4001))).toBe('gs1-too-long');
  });

  test.each([`17280229`, `17280100`, `8006${gtin}0202`, `01${gtin}7240CCH-301`, `11000229`])(
    'takes %j, which lies just inside a rule',
    (text) => {
      expect(ruleFor(text)).toBe('read');
    },
  );

  test('names identifier, value and position', () => {
    const read = parseElementString(`01${gtin}17289901`);
    expect(!read.ok && read.error.message).toBe(
      '(17) "289901" at position 17: there is no month 99.',
    );
  });
});

describe('writing', () => {
  test('ends a piece identification with a separator, which is fixed but not predefined', () => {
    const written = writeElementString([
      { ai: '8006', value: `${gtin}0102` },
      { ai: '414', value: '9506000134352' },
      { ai: '254', value: 'A' },
    ]);
    expect(written).toEqual({ ok: true, value: `8006${gtin}0102${GS}4149506000134352254A` });
  });

  test.each([
    [[], 'gs1-empty'],
    [[{ ai: '99', value: 'x' }], 'gs1-identifier'],
    [[{ ai: '10', value: `A${GS}B` }], 'gs1-character'],
    [[{ ai: '7240', value: 'P' }], 'gs1-needs'],
    [[{ ai: '410', value: '9506000134353' }], 'gs1-check-digit'],
  ])('refuses %j as %s', (given, rule) => {
    const written = writeElementString(given);
    expect(!written.ok && written.error.rule).toBe(rule);
  });

  test('what is written is read back, in the barcode and in brackets', () => {
    fc.assert(
      fc.property(elementSets, (given) => {
        const written = writeElementString(given);
        expect(written.ok).toBe(true);
        expect(written.ok && parseElementString(written.value)).toEqual({ ok: true, value: given });
        expect(parseBracketed(bracketed(given))).toEqual({ ok: true, value: given });
      }),
      { seed, numRuns: 2000 },
    );
  });
});

describe('hostile input', () => {
  const noise = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc
      .array(fc.constantFrom('01', '17', '10', '21', '8006', '7240', GS, '(', ')', '\\', gtin, '0'))
      .map((parts) => parts.join('')),
  );

  test('is read or refused, never thrown at; what is read is canonical when written again', () => {
    fc.assert(
      fc.property(noise, (text) => {
        for (const read of [parseElementString(text), parseBracketed(text)]) {
          if (!read.ok) {
            expect(read.error.next).not.toBe('');
            continue;
          }
          const again = writeElementString(read.value);
          if (again.ok) expect(elements(again.value)).toEqual(read.value);
          else expect(again.error.rule).toBe('gs1-identifier');
        }
      }),
      { seed, numRuns: 5000 },
    );
  });
});

describe('brackets', () => {
  test.each(['', 'x', '(1)2', '(01)', '(05)12', '(10)a(b', '(10)a\\', '(10a)b', '( 10)b'])(
    'refuses %j',
    (text) => {
      expect(parseBracketed(text).ok).toBe(false);
    },
  );

  test('an opening bracket inside a value is written with a backslash', () => {
    const given = [{ ai: '21', value: 'a(10)b' }];
    expect(bracketed(given)).toBe('(21)a\\(10)b');
    expect(parseBracketed('(21)a\\(10)b')).toEqual({ ok: true, value: given });
  });
});
