import { afterEach, describe, expect, it } from 'vitest';
import { idleReading } from '../../../electron/node/idle-reading.ts';
import { readAhead } from '../../../shared/app/queries/read-ahead.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
afterEach(() => study.close());

/** Slices until nothing is left; what happens between them is the caller's. */
async function readAll(between: (slice: number) => Promise<unknown>): Promise<number> {
  for (let slice = 1; ; slice += 1) {
    if (readAhead(study, 7)) return slice;
    await between(slice);
  }
}

describe('reading ahead', () => {
  it('leaves the answers as they are, whatever is recorded between its slices', async () => {
    study = await runningStudy();
    const quantities = [{ kitType: 'kit-active', count: 3 }];
    const slices = await readAll(async (slice) => {
      if (slice === 4) {
        await study.must('pharma', 'lots.register', { lot: 'L-9', expiry: '2027-09-30' });
        await study.must('pharma', 'kits.generate', { lot: 'L-9', place: 'second', quantities });
      }
      if (slice === 15) {
        await study.must('pharma', 'kits.send', { from: 'central', to: 'S002', quantities });
      }
    });
    expect(slices).toBeGreaterThan(20);
    expect(readAhead(study, 7), 'nothing is left').toBe(true);
    const matrix = await study.must('pharma', 'stock.matrix', {});
    const cells = matrix.places.map(({ place, byType }) => [
      place,
      ...byType.map(({ available, inTransit }) => [available, inTransit]),
    ]);
    const before = new Map(cells.map(([place, ...counts]) => [place, counts]));
    expect(before.get('second')?.[0]).toEqual([3, 0]);
    expect(before.get('S002')?.[0]).toEqual([0, 3]);
    const blinded = await study.must('qa', 'stock.matrix', {});
    const sum = (counts: readonly { readonly available: number }[]) =>
      counts.reduce((all, { available }) => all + available, 0);
    expect(sum(matrix.totalByType)).toBe(blinded.total.available);
  });
});

describe('slices', () => {
  it('are read while nobody waits, until nothing is left, and again at the next sign-in', async () => {
    study = await runningStudy();
    const steps: (() => void)[] = [];
    let left = 2;
    let read = 0;
    let isIdle = false;
    const signedIn = idleReading({
      slice: () => {
        read += 1;
        left -= 1;
        return left <= 0;
      },
      isIdle: () => isIdle,
      later: (_, next) => steps.push(next),
    });
    const step = () => steps.shift()?.();
    signedIn();
    signedIn();
    expect(steps).toHaveLength(1);
    step();
    expect(read, 'somebody waits').toBe(0);
    isIdle = true;
    step();
    step();
    expect([read, steps.length]).toEqual([2, 0]);
    signedIn();
    step();
    expect(read).toBe(3);
  });
});
