import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../../shared/base/instant.ts';
import { parseInstant } from '../../../../shared/base/instant.ts';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import { isCountryCode } from '../../../../shared/domain/place/country.ts';
import {
  endOfLocalDay,
  isKnownZone,
  isOnOrBefore,
  localDay,
  offsetMinutesAt,
  startOfLocalDay,
} from '../../../../shared/domain/place/local-day.ts';

const at = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};
const day = (text: string): IsoDate => text as IsoDate;

describe('days at a place', () => {
  it.each([
    ['2026-06-30T22:30:00.000Z', 'Europe/Madrid', '2026-07-01', 120],
    ['2026-12-31T23:30:00.000Z', 'Europe/Madrid', '2027-01-01', 60],
    ['2026-06-30T22:30:00.000Z', 'Pacific/Honolulu', '2026-06-30', -600],
    ['2026-06-30T10:00:00.000Z', 'Pacific/Kiritimati', '2026-07-01', 840],
    ['2026-06-30T18:29:59.999Z', 'Asia/Kolkata', '2026-06-30', 330],
    ['2026-06-30T18:30:00.000Z', 'Asia/Kolkata', '2026-07-01', 330],
    ['2026-06-30T18:30:00.000Z', 'UTC', '2026-06-30', 0],
  ])('%s in %s is %s', (instant, zone, expected, offset) => {
    expect(localDay(at(instant), zone)).toBe(expected);
    expect(offsetMinutesAt(at(instant), zone)).toBe(offset);
  });

  it('agrees with the calendar library around every change of the clock', () => {
    const zones = [
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Casablanca',
      'Asia/Kathmandu',
    ];
    for (const zone of [...zones, 'Africa/Monrovia', 'Pacific/Apia', 'America/Caracas']) {
      for (let ms = Date.UTC(1971, 11, 31, 22, 7); ms < Date.UTC(2027, 0, 2); ms += 5_417_123_000) {
        const instant = new Date(ms).toISOString();
        const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
        for (const time of [zoned.toInstant(), zoned.startOfDay().toInstant()]) {
          for (const off of [-1, 0, 1]) {
            const near = time.add({ milliseconds: off });
            const expected = near.toZonedDateTimeISO(zone).toPlainDate().toString();
            const text = new Date(near.epochMilliseconds).toISOString();
            expect(localDay(at(text), zone)).toBe(expected);
          }
        }
      }
    }
  });

  it('ends a day with the clock change of the place: 25 and 23 hours', () => {
    const hours = (date: string): number =>
      (Date.parse(endOfLocalDay(day(date), 'Europe/Madrid')) -
        Date.parse(startOfLocalDay(day(date), 'Europe/Madrid')) +
        1) /
      3_600_000;
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-07-01')).toBe(24);
  });

  it('starts a day after midnight where midnight is skipped', () => {
    expect(startOfLocalDay(day('2026-09-06'), 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
    expect(localDay(at('2026-09-06T04:00:00.000Z'), 'America/Santiago')).toBe('2026-09-06');
    expect(localDay(at('2026-09-06T03:59:59.999Z'), 'America/Santiago')).toBe('2026-09-05');
  });

  it('allows a last day to its very end and no longer', () => {
    const end = endOfLocalDay(day('2027-02-03'), 'Asia/Tokyo');
    expect(end).toBe('2027-02-03T14:59:59.999Z');
    expect(isOnOrBefore(end, day('2027-02-03'), 'Asia/Tokyo')).toBe(true);
    expect(isOnOrBefore(at('2027-02-03T15:00:00.000Z'), day('2027-02-03'), 'Asia/Tokyo')).toBe(
      false,
    );
  });

  it('knows zones from other texts', () => {
    for (const zone of ['Europe/Madrid', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5']) {
      expect(isKnownZone(zone)).toBe(true);
    }
    for (const zone of [
      'Europe/Madird',
      '+02:00',
      'CEST',
      '',
      'Europe',
      '../etc',
      'europe/madrid ',
    ]) {
      expect(isKnownZone(zone)).toBe(false);
    }
  });

  it('knows countries from other letters', () => {
    expect(['GB', 'ES', 'TW', 'XK', 'UK', 'gb', ''].map(isCountryCode)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
