import { describe, expect, it } from 'vitest';
import { checkLeak } from '../../../../../shared/engine/supply/blind-leak/check-leak.ts';
import { leakScenarioProblem } from '../../../../../shared/engine/supply/blind-leak/leak-scenario.ts';
import { leakCase, levels, pooledTotal } from './leak-cases.ts';

const run = { histories: 30, seed: 9, width: 400 };
const naive = levels(2, 3);

describe('the share of pairs that a site can be certain of', () => {
  it('is most pairs when every used kit is replaced by one of its type', () => {
    const report = checkLeak(leakCase(12, naive, { firstUsed: 'earlier-shipment' }), run);
    expect(report).toMatchObject({ method: 'exact', pairs: 66, isBlindSafe: false });
    expect(report.certainShare).toBeGreaterThan(0.5);
  });

  it('is none when pooled sets are large and any kit may go first', () => {
    const report = checkLeak(leakCase(12, levels(14, 16), { rule: pooledTotal }), {
      ...run,
      histories: 5,
    });
    expect(report).toMatchObject({ certainShare: 0, largestShare: 0, isBlindSafe: true });
    expect(report.missedVisits).toBe(0);
  });

  it('is bounded from above for larger sites', () => {
    const large = checkLeak(leakCase(20, naive), { ...run, histories: 4 });
    expect(large).toMatchObject({ method: 'upper-bound', pairs: 190, isBlindSafe: false });
    const safe = checkLeak(leakCase(20, levels(22, 24), { rule: pooledTotal }), {
      ...run,
      histories: 2,
    });
    expect(safe).toMatchObject({ isBlindSafe: true, certainShare: 0 });
  });

  it('gives the same report for the same run, and another for another seed', () => {
    const scenario = leakCase(8, levels(1, 3));
    expect(checkLeak(scenario, run)).toEqual(checkLeak(scenario, run));
    expect(checkLeak(scenario, { ...run, seed: 10 })).not.toEqual(checkLeak(scenario, run));
  });

  it('follows predicted levels and several visits', () => {
    const predicted = {
      levels: { kind: 'predictive', triggerDays: 14, resupplyDays: 28, buffer: 1 },
      packSize: 1,
      packRounding: 'down',
      initialStock: 3,
    } as const;
    const visits = { visitDays: [0, 14], newSubjectsPerDay: 1 / 7 };
    const kits = [0, 1].map(() => [
      { kitType: 0, count: 1 },
      { kitType: 1, count: 1 },
    ]);
    const own = checkLeak(leakCase(6, predicted, { ...visits, kits }), run);
    expect(own.certainShare).toBeGreaterThan(0);
    expect(own.isBlindSafe).toBe(false);
  });
});

describe('scenarios that cannot be checked', () => {
  it('are named', () => {
    const good = leakCase(4, naive);
    expect(leakScenarioProblem(good)).toBeNull();
    expect(leakScenarioProblem({ ...good, subjects: 1 })).toBe('no-subjects');
    expect(leakScenarioProblem({ ...good, ratio: [1] })).toBe('one-arm');
    expect(leakScenarioProblem({ ...good, subjects: 1000 })).toBe('too-large');
    expect(leakScenarioProblem({ ...good, visitDays: [3] })).toBe('days-invalid');
    expect(leakScenarioProblem({ ...good, lines: [naive] })).toBe('schedule-incomplete');
    expect(leakScenarioProblem({ ...good, lines: [naive, levels(3, 2)] })).toBe(
      'ceiling-below-trigger',
    );
  });
});
