import { describe, expect, it } from 'vitest';
import {
  newSubjectDemand,
  subjectDemand,
} from '../../../../../shared/engine/supply/resupply/demand.ts';
import type { DemandPlan } from '../../../../../shared/engine/supply/resupply/demand.ts';

/** Randomization, then windows 25..31 and 53..59; arm 0 takes type 0, arm 1 two of type 1; 2:1. */
const plan: DemandPlan = {
  windowStart: [0, 25, 53],
  windowEnd: [0, 31, 59],
  ratio: [2, 1],
  kits: [0, 1, 2].map(() => [
    [1, 0],
    [0, 2],
  ]),
  dropoutPerDay: 0,
};
const subject = { randomizedDay: 1000, arm: 1, nextVisit: 1 };

describe('visits of a subject', () => {
  it('count from the first day of their window within the horizon', () => {
    // today 1010: windows start in 15 and 43 days
    expect(subjectDemand(plan, subject, 1, { today: 1010, days: 15 })).toBe(0);
    expect(subjectDemand(plan, subject, 1, { today: 1010, days: 16 })).toBe(2000);
    expect(subjectDemand(plan, subject, 1, { today: 1010, days: 44 })).toBe(4000);
    expect(subjectDemand(plan, subject, 0, { today: 1010, days: 44 })).toBe(0);
  });

  it('are due today while their window is open, and not after it', () => {
    expect(subjectDemand(plan, subject, 1, { today: 1031, days: 1 })).toBe(2000);
    expect(subjectDemand(plan, subject, 1, { today: 1032, days: 1 })).toBe(0);
  });

  it('take the average of the arms when the arm may not be used', () => {
    const unknown = { ...subject, arm: null };
    // 2/3 of one kit, 1/3 of two
    expect(subjectDemand(plan, unknown, 0, { today: 1025, days: 1 })).toBe(667);
    expect(subjectDemand(plan, unknown, 1, { today: 1025, days: 1 })).toBe(667);
  });

  it('weigh less the longer somebody may leave before them', () => {
    const leaving = { ...plan, dropoutPerDay: Math.LN2 / 15 };
    expect(subjectDemand(leaving, subject, 1, { today: 1010, days: 16 })).toBe(1000);
  });
});

describe('subjects to come', () => {
  it('count at randomization and at each visit that falls within the horizon', () => {
    // a third of a subject a day: 30 at randomization, (30 − 25) at the second visit, 2/3 kit each
    expect(newSubjectDemand(plan, 0.3, 0, 30)).toBe(Math.round(1000 * 0.3 * (30 + 5) * (2 / 3)));
    expect(newSubjectDemand(plan, 0, 0, 30)).toBe(0);
    expect(newSubjectDemand(plan, 0.3, 0, 0)).toBe(0);
  });
});
