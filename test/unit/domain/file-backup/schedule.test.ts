// Requirements: PLT-03
import { expect, it } from 'vitest';
import type { Instant } from '../../../../shared/base/instant.ts';
import { backupDue } from '../../../../shared/domain/file-backup/schedule.ts';

const at = (text: string) => `2026-11-${text}:00.000Z` as Instant;
const setAt = at('01T08:00');

it('begins with a backup at once', () => {
  expect(backupDue(24, { setAt, lastAt: null }, setAt)).toEqual({
    nextAt: setAt,
    isDue: true,
    missed: 1,
  });
});

it.each([
  ['02T07:59', false, 0],
  ['02T08:00', true, 1],
  ['03T07:59', true, 1],
  ['05T09:00', true, 4],
  ['01T07:51', false, 0],
])('on %s it is due: %s, and %i passed', (now, isDue, missed) => {
  const due = backupDue(24, { setAt, lastAt: at('01T08:00') }, at(now));
  expect(due).toEqual({ nextAt: at('02T08:00'), isDue, missed });
});

it('is due at once after one that a clock dated later than now, and not every minute after a small step back', () => {
  const lastAt = '2030-11-01T08:00:00.000Z' as Instant;
  expect(backupDue(24, { setAt, lastAt }, at('02T08:00'))).toEqual({
    nextAt: at('02T08:00'),
    isDue: true,
    missed: 1,
  });
  const ahead = backupDue(24, { setAt, lastAt: at('02T08:09') }, at('02T08:00'));
  expect(ahead).toMatchObject({ isDue: false, missed: 0 });
});

it('is due at once by a schedule that a clock dated later than now', () => {
  const future = '2030-11-01T08:00:00.000Z' as Instant;
  expect(backupDue(24, { setAt: future, lastAt: null }, at('02T08:00')).isDue).toBe(true);
});
