// Requirements: CLD-03
import { describe, expect, it } from 'vitest';
import {
  choicesOfProfile,
  profileOf,
} from '../../../../../shared/engine/parsing/logger/mapping-profile.ts';
import { layoutOf } from '../../../../../shared/engine/parsing/logger/read-logger.ts';
import { linesOf, rowsOfLines } from '../../../../../shared/engine/parsing/logger/rows.ts';
import type { Rows } from '../../../../../shared/engine/parsing/logger/rows.ts';
import type { ReadingChoices } from '../../../../../shared/engine/parsing/logger/table-layout.ts';

function rowsOf(text: string): Rows {
  const lines = linesOf(text);
  if (!lines.ok) throw new Error(lines.error.message);
  return rowsOfLines(lines.value, ',');
}

const first = rowsOf('Serial,1\nDate,Air temp,Probe temp\n03/04/2024 10:00,20,41\n');
const choices: ReadingChoices = {
  column: 'probe',
  dateOrder: 'day-first',
  zone: 'Europe/Berlin',
  unit: 'F',
};

function profile() {
  const layout = layoutOf(first, choices);
  if (!layout.ok) throw new Error(layout.error.message);
  const made = profileOf(first, layout.value, choices);
  if (made === null) throw new Error('no profile');
  return made;
}

describe('a remembered mapping', () => {
  it('answers for a later file with the same headings, wherever they stand', () => {
    const later = rowsOf(
      'Serial,2\nBattery,ok\n\nDate,Air temp,Probe temp\n05/04/2024 10:00,20,42\n',
    );
    expect(choicesOfProfile(profile(), later)).toEqual({
      ok: true,
      value: { column: 'Probe temp', dateOrder: 'day-first', zone: 'Europe/Berlin', unit: 'F' },
    });
  });

  it('does not answer for other headings', () => {
    for (const headings of [
      'Date,Probe temp',
      'Date,Air temp,Probe temp °C',
      'Date,Probe temp,Air temp',
    ]) {
      const result = choicesOfProfile(profile(), rowsOf(`${headings}\n05/04/2024 10:00,20,42\n`));
      expect(result.ok ? '' : result.error.rule).toBe('profile-does-not-fit');
    }
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(profile()))).toEqual(profile());
  });
});
