// Requirements: SUP-13
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeElementString } from '../../../../shared/domain/barcode/element-string.ts';
import {
  foreignProtocol,
  lotInScan,
  namesInScan,
  readScan,
} from '../../../../shared/domain/barcode/scanned-text.ts';
import { elementSets } from '../../../builders/element-sets.ts';

const separators = ['\u001d', '␝', '{GS}', '{gs}', '^]', '~'];
const kit = (separator: string): string => `010950600013435210L25-021${separator}215501-b`;

describe('a label of a lot', () => {
  test('names its lot where it names no single kit or box', () => {
    expect(lotInScan(']d201095060001343521728043010L25-021')).toBe('L25-021');
    expect(lotInScan('(01)09506000134352(10)L25/021+a')).toBe('L25/021+a');
    expect(lotInScan(' L25-021 ')).toBe('L25-021');
    expect(lotInScan(kit('\u001d'))).toBeNull();
    expect(lotInScan('(00)340123450000000000')).toBeNull();
    expect(lotInScan(']d20109506000134353')).toBe('0109506000134353');
    expect(lotInScan('  ')).toBeNull();
  });
});

describe('a GS1 label', () => {
  test.each(separators)('is read with its separator sent as %j', (separator) => {
    for (const prefix of [']d2', ']Q3', ']C1', '', separator, `]d2${separator}`]) {
      expect(namesInScan(prefix + kit(separator))[0]).toBe('5501-b');
    }
  });

  test('is read from its human-readable form', () => {
    expect(namesInScan('(01)09506000134352(21)5501-b')[0]).toBe('5501-b');
  });

  test('of a shipper names its number', () => {
    expect(namesInScan(']C100376104250021234569')[0]).toBe('376104250021234569');
    expect(namesInScan('(00)376104250021234569')[0]).toBe('376104250021234569');
  });

  test.each([
    ['with a symbology identifier', ']d2010950600013435217280131215501'],
    ['with lot before it, ended by FNC1', ']d2010950600013435210L25-021\u001d215501'],
    ['led by FNC1', '\u001d0109506000134352215501'],
    ['without any sign but its shape', '0109506000134352215501'],
  ])('%s names its serial number first', (_, scanned) => {
    expect(namesInScan(scanned)[0]).toBe('5501');
  });

  test('without a serial number names only itself', () => {
    expect(namesInScan(']d201095060001343521728013110LOT7')).toEqual([
      '01095060001343521728013110LOT7',
    ]);
  });

  test('cut short is not taken for one', () => {
    expect(namesInScan(']d20109506')).toEqual(['0109506']);
  });

  test('with a fault says which, and names only itself', () => {
    const scan = readScan(']d20109506000134353215501');
    expect(scan.elements).toEqual([]);
    expect(scan.refusal?.rule).toBe('gs1-check-digit');
    expect(namesInScan(']d20109506000134353215501')).toEqual(['0109506000134353215501']);
  });

  test('keeps every character, whatever the reader sends for the separator', () => {
    fc.assert(
      fc.property(elementSets, fc.constantFrom(...separators), (given, separator) => {
        const written = writeElementString(given);
        const sent = written.ok ? written.value.replaceAll('\u001d', separator) : '';
        expect(readScan(`]d2${sent}`).elements).toEqual(given);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});

describe('anything else', () => {
  test.each([
    'Kit-0042/b.7',
    'a~b^c',
    '01234567',
    '0109506000134353',
    'K (7) b',
    '{x}',
    '10L25-021',
    '215501',
  ])('names itself: %j', (text) => {
    expect(readScan(text)).toEqual({ plain: text, elements: [], refusal: null });
    expect(namesInScan(`]C0${text}\r\n`)).toEqual([text]);
  });

  test('is understood or kept, never thrown at', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'binary' }), (text) => {
        expect(namesInScan(text).length).toBeGreaterThan(0);
      }),
      { seed: 20261121, numRuns: 1000 },
    );
  });
});

describe('a label of another study', () => {
  const label = (protocol: string): string =>
    `]d2010950600013435210L25-021\u001d7240${protocol}\u001d215501`;

  test('is told from one of this study by its protocol', () => {
    expect(foreignProtocol(label('XYZ-9'), 'CCH-301')).toBe('XYZ-9');
    expect(foreignProtocol(label('CCH-301'), 'CCH-301')).toBeNull();
    expect(foreignProtocol(label('cch-301'), 'CCH-301')).toBeNull();
  });

  test('is not suspected where a label names no protocol, or no study is open', () => {
    expect(foreignProtocol('215501', 'CCH-301')).toBeNull();
    expect(foreignProtocol(']d20109506000134352215501', 'CCH-301')).toBeNull();
    expect(foreignProtocol(label('XYZ-9'), null)).toBeNull();
  });
});
