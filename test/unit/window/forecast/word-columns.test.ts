import { expect, test } from 'vitest';
import { wordColumns } from '../../../../renderer/charts/word-columns.ts';

test('columns of words begin at the left, and those with any number end at the right', () => {
  expect(
    wordColumns([
      ['S003', 'capsules', '90.9 % ± 0.9 %', '13 Feb 2027', '+1.2', '–', 'yes'],
      ['S008', '2-pack', '-3', '–', '-0.5 ± 0.1', '–', 'no'],
    ]),
  ).toEqual([true, false, false, false, false, false, true]);
  expect(wordColumns([])).toEqual([]);
});
