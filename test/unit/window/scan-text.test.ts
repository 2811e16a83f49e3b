import { describe, expect, test } from 'vitest';
import { groupSeparator, namesInScan } from '../../../renderer/state/scan-text.ts';

describe('what a scanned text may name', () => {
  test('a plain barcode names itself, case and punctuation kept', () => {
    expect(namesInScan('Kit-0042/b.7')).toEqual(['Kit-0042/b.7']);
  });

  test('a digit string that looks like no GS1 label stays whole', () => {
    expect(namesInScan('01234567')).toEqual(['01234567']);
  });

  test.each([
    ['with a symbology identifier', ']d2010950600013435217280131215501'],
    ['with lot before it, ended by FNC1', `]d2010950600013435210L25-021${groupSeparator}215501`],
    ['led by FNC1', `${groupSeparator}0109506000134352215501`],
    ['without any sign but its shape', '0109506000134352215501'],
  ])('a GS1 label %s names its serial number first', (_, scanned) => {
    expect(namesInScan(scanned)[0]).toBe('5501');
  });

  test('a GS1 label without a serial number names only itself', () => {
    expect(namesInScan(']d201095060001343521728013110LOT7')).toEqual([
      '01095060001343521728013110LOT7',
    ]);
  });

  test('a field cut short is not taken for a label', () => {
    expect(namesInScan(']d20109506')).toEqual(['0109506']);
  });
});
