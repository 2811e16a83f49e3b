import { expect, test } from 'vitest';
import { numbersOf } from '../../../../renderer/features/forecast/numbers-of-table.ts';

test('figures are saved as numbers with their errors beside, and days so that they sort', () => {
  const table = {
    heads: ['Site', 'Risk', 'Kits', 'Due', 'Note'],
    rows: [
      ['S001', '12.3 % ± 0.4 %', '1,234', '9 Oct 2027', '3 of 4'],
      ['S002', '–', '7', '–', '12'],
    ],
  };
  expect(numbersOf(table)).toEqual({
    heads: ['Site', 'Risk, %', 'Risk ±', 'Kits', 'Due', 'Note'],
    rows: [
      ['S001', 12.3, 0.4, 1234, '2027-10-09', '3 of 4'],
      ['S002', '', '', 7, '–', '12'],
    ],
  });
});

test('the first column names the row, whatever it looks like', () => {
  expect(numbersOf({ heads: ['Site', 'Kits'], rows: [['001', '–']] }).rows).toEqual([['001', '–']]);
});
