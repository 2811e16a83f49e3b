import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../../shared/base/iso-date.ts';
import {
  addDays,
  compareDates,
  dateInWords,
  daysBetween,
  epochDayOf,
  isIsoDate,
  isoDateFromEpochDay,
  lastDayOfMonth,
  parseIsoDate,
} from '../../../shared/base/iso-date.ts';

const seed = 20_261_121;
const anyEpochDay = fc.integer({ min: -719_162, max: 2_932_896 });
const date = (text: string): IsoDate => {
  const parsed = parseIsoDate(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

describe('iso date', () => {
  it('agrees with Temporal on every day number', () => {
    fc.assert(
      fc.property(anyEpochDay, (day) => {
        const temporal = Temporal.PlainDate.from('1970-01-01').add({ days: day }).toString();
        expect(isoDateFromEpochDay(day)).toBe(temporal);
        expect(epochDayOf(temporal as IsoDate)).toBe(day);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('counts every day of four centuries once', () => {
    const first = epochDayOf(date('1900-01-01'));
    for (let day = first; day < first + 146_097; day++) {
      const text = isoDateFromEpochDay(day);
      if (!isIsoDate(text) || epochDayOf(text) !== day) expect.fail(text);
    }
    expect(isoDateFromEpochDay(first + 146_097)).toBe('2300-01-01');
  });

  it.each(['2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('reads %s', (text) => {
    expect(parseIsoDate(text)).toEqual({ ok: true, value: text });
  });

  it.each([
    ['2026-02-30', 'date-does-not-exist'],
    ['2026-02-29', 'date-does-not-exist'],
    ['1900-02-29', 'date-does-not-exist'],
    ['2026-13-01', 'date-does-not-exist'],
    ['2026-00-10', 'date-does-not-exist'],
    ['0000-01-01', 'date-does-not-exist'],
    ['2026-04-31', 'date-does-not-exist'],
    ['2026-4-1', 'date-format'],
    ['2026-04-01 ', 'date-format'],
    ['+002026-04-01', 'date-format'],
    ['03/04/2026', 'date-format'],
  ])('refuses %s as %s', (text, rule) => {
    const parsed = parseIsoDate(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error.rule).toBe(rule);
  });

  it('adds and subtracts days inversely', () => {
    fc.assert(
      fc.property(anyEpochDay, fc.integer({ min: -9000, max: 9000 }), (day, step) => {
        fc.pre(day + step >= -719_162 && day + step <= 2_932_896);
        const from = isoDateFromEpochDay(day);
        const to = addDays(from, step);
        expect(daysBetween(from, to)).toBe(step);
        expect(Math.sign(compareDates(to, from))).toBe(Math.sign(step));
      }),
      { seed },
    );
  });

  it('does not leave the years it can write', () => {
    expect(() => addDays(date('9999-12-31'), 1)).toThrow();
    expect(() => isoDateFromEpochDay(0.5)).toThrow();
  });

  it('knows the last day of a month and says a date in words', () => {
    expect(lastDayOfMonth(date('2028-02-03'))).toBe('2028-02-29');
    expect(dateInWords(date('2027-02-03'))).toBe('3 Feb 2027');
  });
});
