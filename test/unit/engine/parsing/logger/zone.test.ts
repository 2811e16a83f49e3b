// Requirements: CLD-04
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fixedOffsetMinutes,
  offsetAt,
  readWall,
  zoneTable,
} from '../../../../../shared/engine/parsing/logger/zone.ts';

const seed = 60_606;
const utc = (text: string): number => Date.parse(`${text}Z`) / 1000;

const table = (
  name: string,
  from = utc('2023-01-01T00:00:00'),
  to = utc('2026-01-01T00:00:00'),
) => {
  const result = zoneTable(name, from, to);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe('zones', () => {
  it.each([
    ['+02:00', 120],
    ['UTC+8', 480],
    ['GMT-0530', -330],
    ['utc', 0],
    ['Z', 0],
    ['-3', -180],
    ['+25:00', null],
    ['Europe/Berlin', null],
    ['', null],
  ])('offset of %j', (text, minutes) => {
    expect(fixedOffsetMinutes(text)).toBe(minutes);
  });

  it('tell once, twice and never apart at both changes of clocks', () => {
    const berlin = table('Europe/Berlin');
    expect(readWall(berlin, utc('2024-07-01T12:00:00'))).toEqual({
      kind: 'once',
      first: utc('2024-07-01T10:00:00'),
      last: utc('2024-07-01T10:00:00'),
    });
    expect(readWall(berlin, utc('2024-10-27T02:30:00'))).toEqual({
      kind: 'twice',
      first: utc('2024-10-27T00:30:00'),
      last: utc('2024-10-27T01:30:00'),
    });
    expect(readWall(berlin, utc('2024-10-27T02:00:00')).kind).toBe('twice');
    expect(readWall(berlin, utc('2024-10-27T03:00:00')).kind).toBe('once');
    expect(readWall(berlin, utc('2024-03-31T02:00:00'))).toEqual({
      kind: 'never',
      first: utc('2024-03-31T01:00:00'),
      last: utc('2024-03-31T01:00:00'),
    });
    expect(readWall(berlin, utc('2024-03-31T03:00:00')).kind).toBe('once');
    expect(readWall(table('Australia/Lord_Howe'), utc('2024-04-07T01:45:00')).kind).toBe('twice');
  });

  it(`find the moment again that a clock showed (seed ${seed})`, () => {
    const zones = [
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      '-09:30',
    ].map((name) => table(name));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: utc('2023-02-01T00:00:00'), max: utc('2025-12-01T00:00:00') }),
        (zone, moment) => {
          const reading = readWall(zone, moment + offsetAt(zone, moment));
          expect([reading.first, reading.last]).toContain(moment);
          expect(reading.kind === 'never').toBe(false);
        },
      ),
      { seed, numRuns: 3_000 },
    );
  });

  it('that do not exist are refused', () => {
    const result = zoneTable('Europe/Atlantis', 0, 1);
    expect(result.ok ? '' : result.error.rule).toBe('zone-unknown');
  });
});
