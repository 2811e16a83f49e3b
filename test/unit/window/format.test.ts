import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupsOf, monthText, shownInstant } from '../../../renderer/components/format.ts';

const seed = 20_270_203;

test('grouping a kit number changes no character of it', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.integer({ min: 0, max: 8 }),
      (number, grouping) => {
        const groups = groupsOf(number, grouping);
        expect(groups.join('')).toBe(number);
        if (grouping >= 2) expect(groups.every((group) => group.length <= grouping)).toBe(true);
      },
    ),
    { seed },
  );
});

test('groups have the length that the study asks for', () => {
  expect(groupsOf('12345678', 4)).toEqual(['1234', '5678']);
  expect(groupsOf('1234567', 3)).toEqual(['123', '456', '7']);
  expect(groupsOf('1234567', 0)).toEqual(['1234567']);
});

describe('a moment', () => {
  test('is shown in its own offset, with UTC beside', () => {
    expect(shownInstant('2026-12-31T23:30:05.000Z', 60)).toEqual({
      local: '1 Jan 2027 00:30',
      offset: 'UTC+01:00',
      utc: '31 Dec 2026 23:30:05 UTC',
    });
    expect(shownInstant('2026-12-31T23:30:05.000Z', -210).local).toBe('31 Dec 2026 20:00');
  });

  test('that is none is shown as it came', () => {
    expect(shownInstant('soon', 0).local).toBe('soon');
  });
});

test('a month is written as a word', () => {
  expect(monthText('2027-02')).toBe('Feb 2027');
});
