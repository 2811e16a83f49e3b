// Requirements: PLT-12
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText, withoutFormula } from '../../../shared/base/csv.ts';

describe('tables as CSV', () => {
  it('puts an apostrophe before every start that a spreadsheet computes', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      expect(withoutFormula(`${start}1`)).toBe(`'${start}1`);
    }
    expect(withoutFormula('1=1')).toBe('1=1');
    expect(csvText(['n'], [[-1], [null], ['-1']])).toBe("\u{feff}n\r\n-1\r\n\r\n'-1\r\n");
  });

  it('reads back as it was written, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const text = csvText(['a', 'b'], rows).slice(1);
        const { data } = Papa.parse<string[]>(text, { newline: '\r\n' });
        expect(data.slice(1, -1)).toEqual(rows.map((row) => row.map(withoutFormula)));
      }),
      { seed: 20_260_302 },
    );
  });
});
