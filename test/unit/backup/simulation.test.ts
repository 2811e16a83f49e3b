// Requirements: OFF-04, OFF-06
import { expect, test } from 'vitest';
import { byHash, firstBranch, lastWriteWins } from '../../builders/backup-simulation/console.ts';
import { simulateDesk } from '../../builders/backup-simulation/simulate-desk.ts';
import { simulate } from '../../builders/backup-simulation/simulate.ts';

const isLong = process.env['CACHET_LONG'] === '1';
const runs = isLong
  ? [
      { seed: 1, size: { sites: 50, operations: 1000, orders: 2 } },
      { seed: 2, size: { sites: 20, operations: 400, orders: 3 } },
      ...Array.from({ length: 200 }, (_, i) => ({
        seed: 100 + i,
        size: { sites: 4, operations: 40, orders: 3 },
      })),
    ]
  : [
      { seed: 1, size: { sites: 8, operations: 100, orders: 3 } },
      ...Array.from({ length: 8 }, (_, i) => ({
        seed: 10 + i,
        size: { sites: 3, operations: 50, orders: 2 },
      })),
    ];
const patience = isLong ? 3_600_000 : 60_000;

test(
  'whatever is lost, doubled, split, cloned, restored or dated wrongly: one state, and nothing silent',
  () => {
    for (const { seed, size } of runs) {
      const lived = simulate(seed, size, byHash);
      expect(lived.violations, `seed ${seed}`).toEqual([]);
      expect(new Set(lived.digests).size, `seed ${seed}`).toBe(1);
      expect(lived.assignments).toBeGreaterThan((size.sites * size.operations) / 25);
    }
  },
  patience,
);

test('the mishaps really happen: every verdict that a site can cause occurs, and gaps are named', () => {
  const { verdicts, findings, mishaps, gapsNamed } = simulate(
    1,
    { sites: 12, operations: 120, orders: 1 },
    byHash,
  );
  for (const kind of [
    'fork',
    'subject-known',
    'screening',
    'kit-unavailable',
    'stratum',
    'skipped-envelope',
    'gate-evidence',
    'site-closed',
    'late',
    'clock',
  ]) {
    expect(findings[kind], kind).toBeGreaterThan(0);
  }
  expect(verdicts['matched']).toBeGreaterThan(20);
  for (const [mishap, times] of Object.entries(mishaps)) expect(times, mishap).toBeGreaterThan(0);
  expect(gapsNamed).toBeGreaterThan(0);
});

test(
  'the same seed lives the same life',
  () => {
    const size = isLong
      ? { sites: 50, operations: 1000, orders: 1 }
      : { sites: 3, operations: 25, orders: 2 };
    const lived = simulate(7, size, byHash);
    expect(simulate(7, size, byHash)).toEqual(lived);
    expect(simulate(8, size, byHash).trace).not.toBe(lived.trace);
  },
  patience,
);

test('a merger in which the last write wins is caught, also where much is right', () => {
  for (const size of [
    { sites: 3, operations: 50, orders: 2 },
    { sites: 8, operations: 100, orders: 2 },
  ]) {
    const { violations } = simulate(3, size, lastWriteWins);
    expect(violations.some((line) => line.includes('different states'))).toBe(true);
    expect(
      violations.some((line) => line.includes('matched although') || line.includes('forgotten')),
    ).toBe(true);
  }
});

test('a merger that follows one of two copies is caught', () => {
  const { violations } = simulate(5, { sites: 6, operations: 100, orders: 1 }, firstBranch);
  expect(violations.some((line) => line.includes('fork is not named'))).toBe(true);
  expect(violations.some((line) => line.includes('is forgotten'))).toBe(true);
});

/** Sites that go on while a person decides, closes packs, fills new ones and randomizes with the same kits. */
const deskSize = { sites: 4, operations: 40 };
const desks = isLong
  ? [
      ...Array.from({ length: 400 }, (_, i) => ({ seed: 1 + i, size: deskSize })),
      { seed: 1, size: { sites: 20, operations: 300 } },
    ]
  : Array.from({ length: 10 }, (_, i) => ({ seed: 1 + i, size: deskSize }));

test(
  'a console that works between the imports gives no kit twice, and nobody’s seen kit to anybody',
  () => {
    const deeds: Record<string, number> = {};
    let refilled = 0;
    for (const { seed, size } of desks) {
      const lived = simulateDesk(seed, size, 'careful');
      expect(lived.violations, `seed ${seed}`).toEqual([]);
      for (const [deed, times] of Object.entries(lived.deeds)) {
        deeds[deed] = (deeds[deed] ?? 0) + times;
      }
      refilled += lived.refilled;
    }
    expect(Object.keys(deeds).toSorted()).toEqual([
      'closed',
      'decided',
      'filled',
      'given',
      'released',
    ]);
    for (const [deed, times] of Object.entries(deeds)) expect(times, deed).toBeGreaterThan(0);
    expect(refilled).toBeGreaterThan(0);
  },
  patience,
);

test('the same seed lives the same days at the desk', () => {
  const { state } = simulateDesk(3, deskSize, 'careful');
  expect(simulateDesk(3, deskSize, 'careful').state).toBe(state);
  expect(simulateDesk(4, deskSize, 'careful').state).not.toBe(state);
});

test('a console that lets a shown kit become stock again is caught', () => {
  const { violations } = simulateDesk(1, deskSize, 'frees-shown-kits');
  expect(violations.some((line) => line.includes('was shown and is stock again'))).toBe(true);
});

test('a console that gives a kit out of a sealed envelope is caught', () => {
  const { violations } = simulateDesk(1, deskSize, 'gives-packed-kits');
  expect(violations.some((line) => / of pack P-\S+ is given to /.test(line))).toBe(true);
});
