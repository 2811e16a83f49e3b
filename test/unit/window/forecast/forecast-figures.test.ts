import { expect, test } from 'vitest';
import { waterfallSteps } from '../../../../renderer/charts/forecast/waterfall-steps.ts';
import { weekTicks } from '../../../../renderer/charts/forecast/week-ticks.ts';
import {
  amountText,
  percentText,
  shareText,
  spreadText,
} from '../../../../renderer/features/forecast/numbers.ts';
import { secondsLeft } from '../../../../renderer/features/forecast/remaining.ts';
import { sitesByRisk } from '../../../../renderer/features/forecast/results/sites-by-risk.ts';

const part = (key: string, value: number) => ({ key, value, error: 0.5 });

test('the waterfall begins with the whole and ends where the parts leave it', () => {
  const steps = waterfallSteps(part('packaged', 100), [part('used', 70), part('left', 30)]);
  expect(steps.map(({ range }) => range)).toEqual([
    [0, 100],
    [30, 100],
    [0, 30],
  ]);
});

test('sites in danger come first, with the errors of their weeks', () => {
  const rows = sitesByRisk({
    sites: ['calm', 'bad', 'some'],
    share: [
      [0, 0],
      [0.5, 0.5],
      [0.1, 0],
    ],
    error: [
      [0, 0],
      [0.01, 0.02],
      [0.03, 0],
    ],
  });
  expect(rows.map(({ label }) => label)).toEqual(['bad', 'some', 'calm']);
  expect(rows[0]?.errors).toEqual([0.01, 0.02]);
});

test('the time that is left follows the pace so far', () => {
  expect(secondsLeft({ done: 0, total: 1000 }, 500)).toBeUndefined();
  expect(secondsLeft({ done: 250, total: 1000 }, 2000)).toBe(6);
  expect(secondsLeft({ done: 1000, total: 1000 }, 2000)).toBe(1);
});

test('numbers carry their error and no more digits than they deserve', () => {
  expect(amountText(12_345.6)).toBe('12,346');
  expect(amountText(45.67)).toBe('45.7');
  expect(spreadText({ mean: 1.234, error: 0.056 })).toBe('1.23 ± 0.06');
  expect(shareText({ share: 0.1234, error: 0.01 })).toBe('12.3 % ± 1.0 %');
});

test('an axis has few ticks, the first week among them', () => {
  expect(weekTicks(3)).toEqual([0, 1, 2]);
  expect(weekTicks(105).length).toBeLessThanOrEqual(7);
  expect(weekTicks(105)[0]).toBe(0);
});

test('a rare risk does not read as none, and a share is as exact as its error', () => {
  expect([0, 0.4567, 0.0025, 0.00012].map(percentText)).toEqual([
    '0.0 %',
    '45.7 %',
    '0.25 %',
    '0.012 %',
  ]);
  expect(shareText({ share: 0.412, error: 0.003 })).toBe('41.2 % ± 0.3 %');
  expect(shareText({ share: 0.00021, error: 0.00006 })).toBe('0.021 % ± 0.006 %');
  expect(shareText({ share: 0, error: 0 })).toBe('0.0 % ± 0.0 %');
});
