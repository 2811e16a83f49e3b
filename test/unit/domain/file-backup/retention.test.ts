// Requirements: PLT-03
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptBackups } from '../../../../shared/domain/file-backup/retention.ts';
import type { KeepRule } from '../../../../shared/domain/file-backup/retention.ts';

const moment = (madeAt: string) => ({ code: madeAt, madeAt });
const names = (kept: ReadonlyMap<string, unknown>) => [...kept.keys()].toSorted();

describe('which backups stay', () => {
  it('keeps the latest, and the last of each day, week and month', () => {
    const backups = [
      '2026-09-30T12:00:00.000Z',
      '2026-10-30T09:00:00.000Z',
      '2026-10-30T12:00:00.000Z',
      '2026-11-15T12:00:00.000Z', // Sunday
      '2026-11-16T12:00:00.000Z', // Monday
      '2026-11-19T12:00:00.000Z',
      '2026-11-20T06:00:00.000Z',
      '2026-11-20T12:00:00.000Z',
      '2026-11-20T18:00:00.000Z',
    ]
      .toReversed()
      .map(moment);
    const kept = keptBackups(backups, { last: 2, daily: 2, weekly: 2, monthly: 3 });
    expect(Object.fromEntries(kept)).toEqual({
      '2026-11-20T18:00:00.000Z': ['last', 'daily', 'weekly', 'monthly'],
      '2026-11-20T12:00:00.000Z': ['last'],
      '2026-11-19T12:00:00.000Z': ['daily'],
      '2026-11-15T12:00:00.000Z': ['weekly'],
      '2026-10-30T12:00:00.000Z': ['monthly'],
      '2026-09-30T12:00:00.000Z': ['monthly'],
    });
  });

  it('goes by the order of the trail where a clock was ahead for a while', () => {
    // Newest first; the middle three were made by a clock that was years ahead.
    const backups = [
      '2026-11-23T08:00:00.000Z',
      '2026-11-22T08:00:00.000Z',
      '2030-11-20T08:00:00.000Z',
      '2030-11-19T08:00:00.000Z',
      '2030-11-18T08:00:00.000Z',
      '2026-11-21T08:00:00.000Z',
    ].map(moment);
    const none = { daily: 0, weekly: 0, monthly: 0 };
    expect([...keptBackups(backups, { ...none, last: 2 }).keys()]).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-22T08:00:00.000Z',
    ]);
    expect([...keptBackups(backups, { ...none, last: 1, daily: 2 }).keys()]).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-22T08:00:00.000Z',
    ]);
  });

  const rule: fc.Arbitrary<KeepRule> = fc.record({
    last: fc.nat(5),
    daily: fc.nat(8),
    weekly: fc.nat(6),
    monthly: fc.nat(6),
  });
  const backups = fc
    .uniqueArray(fc.integer({ min: 0, max: 600 }), { maxLength: 60 })
    .map((hours) =>
      hours
        .toSorted((a, b) => b - a)
        .map((h) => moment(new Date(Date.UTC(2026, 0, 1) + h * 17 * 3_600_000).toISOString())),
    );

  it('always keeps the newest, and deletes nothing that stays in the order of deleting', () => {
    fc.assert(
      fc.property(backups, rule, (all, keep) => {
        const kept = keptBackups(all, keep);
        const newest = names(new Map(all.map(({ code }) => [code, 1]))).at(-1);
        if (newest !== undefined) expect(kept.has(newest)).toBe(true);
        // What stays once stays when it is asked again without what went.
        const again = keptBackups(
          all.filter(({ code }) => kept.has(code)),
          keep,
        );
        expect(names(again)).toEqual(names(kept));
      }),
      { seed: 4711, numRuns: 300 },
    );
  });

  it('keeps no more than the rule adds up to, the newest apart', () => {
    fc.assert(
      fc.property(backups, rule, (all, keep) => {
        const most = Math.max(1, keep.last) + keep.daily + keep.weekly + keep.monthly;
        expect(keptBackups(all, keep).size).toBeLessThanOrEqual(most);
      }),
      { seed: 4712, numRuns: 300 },
    );
  });
});
