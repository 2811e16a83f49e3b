import { describe, expect, it } from 'vitest';
import { measureSuite as measureOn } from '../../bench/measure.ts';
import { describeResult, isGood } from '../../bench/report.ts';
import { type Suite, atLeastRatio } from '../../bench/suite.ts';

const suite = (change: Partial<Suite> = {}): Suite => ({
  name: 'sample',
  unit: 'things',
  gate: () => undefined,
  ours: () => 100,
  goals: [],
  ...change,
});

const alone = { cores: 2, watch: () => () => 0 };
const steady = { ...alone, drift: () => 0 };
const measureSuite = (one: Suite) => measureOn(one, steady);

/** Notes that it ran, and says how much it did. */
const logged = (log: string[], name: string, units: number) => (): number => {
  log.push(name);
  return units;
};

/** A goal that holds in the first `times` rounds it is asked about. */
const holds = (times: number) => {
  let asked = 0;
  return { text: `holds ${times} times`, isMet: () => (asked += 1) <= times };
};

describe('the bench', () => {
  it('does not time a suite that is wrong', async () => {
    let runs = 0;
    const result = await measureSuite(
      suite({
        gate: () => {
          throw new Error('PD is 0.3 and should be 0.25');
        },
        ours: () => (runs += 1),
        goals: [holds(5)],
      }),
    );
    expect(runs).toBe(0);
    expect(result.rounds).toEqual([]);
    expect(isGood(result)).toBe(false);
    expect(describeResult(result).join()).toContain('PD is 0.3');
  });

  it('meets a goal in four rounds of five, not in three', async () => {
    const result = await measureSuite(suite({ goals: [holds(4), holds(3)] }));
    expect(result.rounds.length).toBe(5);
    expect(result.goals.map(({ met }) => met)).toEqual([true, false]);
    expect(isGood(result)).toBe(false);
    expect(isGood(await measureSuite(suite({ goals: [holds(5)] })))).toBe(true);
  });

  it('compares rates inside each round, in turn', async () => {
    const order: string[] = [];
    const result = await measureSuite(
      suite({
        ours: logged(order, 'ours', 50),
        floor: { name: 'floor', run: logged(order, 'floor', 100) },
        goals: [atLeastRatio(Infinity, 'never')],
      }),
    );
    expect(order.every((name, i) => name === (i % 2 === 0 ? 'ours' : 'floor'))).toBe(true);
    for (const { rate, ratio, floorSeconds, seconds } of result.rounds) {
      expect(rate).toBeCloseTo(50 / seconds, 6);
      expect(ratio).toBeCloseTo((0.5 * (floorSeconds ?? 0)) / seconds, 6);
    }
    expect(result.goals[0]?.met).toBe(false);
  });

  it('repeats a round on a machine that is busy, and keeps the calmest', async () => {
    // Drift is asked for before and after: the first two tries are disturbed.
    const drifts = [0.5, 0, 0, 0.9, 0.01];
    let runs = 0;
    const result = await measureOn(suite({ ours: () => (runs += 1) }), {
      ...alone,
      drift: () => drifts.shift() ?? 0,
    });
    expect(runs).toBe(1 + 5 + 2);
    expect(result.rounds[0]).toMatchObject({ drift: 0.01, units: 4 });
    const busy = await measureOn(suite(), { ...alone, drift: () => 0.4 });
    expect(busy.rounds.length).toBe(5);
    expect(describeResult(busy).join()).toContain('busy machine');
  });

  it('minds other programs only on the cores that a suite needs', async () => {
    const shared = { ...steady, watch: () => () => 0.9 };
    const single = await measureOn(suite(), shared);
    expect(single.rounds.every(({ drift }) => drift === 0)).toBe(true);
    const double = await measureOn(suite({ threads: 2 }), shared);
    expect(double.rounds.every(({ drift }) => drift === 0.9)).toBe(true);
  });

  it('closes a suite, right or wrong, and names who is absent', async () => {
    let closed = 0;
    const close = (): void => {
      closed += 1;
    };
    const gate = (): never => {
      throw new Error('wrong');
    };
    await measureSuite(suite({ gate, close }));
    const result = await measureSuite(suite({ close, absent: ['another library'] }));
    expect(closed).toBe(2);
    expect(describeResult(result).join()).toContain('absent: another library');
  });
});
