import { describe, expect, it } from 'vitest';
import {
  assessMulticentre,
  readMulticentreScenario,
} from '../../../../shared/app/design-lab/multicentre.ts';
import {
  forecastRecruitment,
  readRecruitmentScenario,
} from '../../../../shared/app/design-lab/recruitment.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';

const scenario = {
  n: 100,
  centres: 20,
  regions: 5,
  activation_days: [0, 122],
  rate: { alpha: 1.2, beta: 58 },
  designs: ['U-PBD(2)', 'C-BSD(2)', 'DBR(2,4,4)', 'CRD'],
};
const options = { replicates: 300, seed: 1, workers: 1 };

describe('a multi-centre assessment', () => {
  it('answers for every design, member by member', async () => {
    const answer = await assessMulticentre(scenario, options, inProcessSimulation);
    if (!answer.ok) throw new Error(answer.error.message);
    expect(Object.keys(answer.value.designs)).toEqual(scenario.designs);
    expect(Object.keys(answer.value.recruitment)).toEqual(['days', 'centres_by_count']);
    const design = answer.value.designs['C-BSD(2)'];
    if (design === undefined) throw new Error('the design is missing');
    expect(design.P_imbalance.centre[2]).toBeGreaterThan(0);
    expect(design.P_imbalance.centre[3]).toBe(0);
    for (const [loss, efficiency] of [
      [design.L1, design.RE1],
      [design.L2, design.RE2],
      [design.L3, design.RE3],
    ] as const) {
      expect(efficiency.mean).toBeCloseTo(1 - loss.mean / 100, 12);
      expect(efficiency.q25).toBeCloseTo(1 - loss.q75 / 100, 12);
      expect(efficiency.min).toBeCloseTo(1 - loss.max / 100, 12);
    }
    expect(answer.value.designs['CRD']?.PD).toBe(0);
    expect(answer.value.designs['U-PBD(2)']?.P_imbalance.trial[1]).toBe(0);
  });

  it('is the same for the same seed and another for another', async () => {
    const run = (seed: number): Promise<string> =>
      assessMulticentre(scenario, { ...options, seed }, inProcessSimulation).then(JSON.stringify);
    expect(await run(1)).toBe(await run(1));
    expect(await run(2)).not.toBe(await run(1));
  });

  it('can be cancelled', async () => {
    const stop = new AbortController();
    const answer = await assessMulticentre(
      scenario,
      { ...options, replicates: 2000, signal: stop.signal, onProgress: () => stop.abort() },
      inProcessSimulation,
    );
    expect(!answer.ok && answer.error.rule).toBe('run-cancelled');
  });

  it.each([
    ['n', { n: 0 }],
    ['n', { n: 10.5 }],
    ['n', { n: '500' }],
    ['centres', { centres: 0 }],
    ['regions', { regions: 21 }],
    ['activation_days', { activation_days: [10, 5] }],
    ['activation_days', { activation_days: [-1, 5] }],
    ['activation_days', { activation_days: 122 }],
    ['rate.alpha', { rate: { alpha: -1.2, beta: 58 } }],
    ['rate.beta', { rate: { alpha: 1.2, beta: 0 } }],
    ['rate.beta', { rate: { alpha: 1.2 } }],
    ['rate.gamma', { rate: { alpha: 1.2, beta: 58, gamma: 1 } }],
    ['rate', { rate: 3 }],
    ['designs', { designs: [] }],
    ['designs', { designs: ['CRD', 'CRD'] }],
    ['designs', { designs: [3] }],
    ['designs', { designs: ['C-NOSUCH(2)'] }],
    ['mti', { designs: ['C-BSD(-2)'] }],
    ['published_rounding', { published_rounding: 'yes' }],
    ['center', { center: 20 }],
  ])('refuses a scenario by the name of its field %s: %j', (field, change) => {
    const read = readMulticentreScenario({ ...scenario, ...change });
    expect(!read.ok && read.error.message).toContain(field);
    expect(!read.ok && read.error.next.length > 0).toBe(true);
  });

  it('refuses what is no object, and replicates or seeds out of range', async () => {
    for (const bad of [null, 3, [scenario], 'scenario']) {
      expect(readMulticentreScenario(bad).ok).toBe(false);
    }
    expect(readMulticentreScenario(scenario).ok).toBe(true);
    const rule = async (change: object): Promise<string | false> => {
      const answer = await assessMulticentre(
        scenario,
        { ...options, ...change },
        inProcessSimulation,
      );
      return !answer.ok && answer.error.rule;
    };
    expect(await rule({ replicates: 0 })).toBe('replicates-out-of-range');
    expect(await rule({ seed: -1 })).toBe('seed-out-of-range');
  });
});

describe('a recruitment forecast', () => {
  const { designs: _, ...recruitment } = scenario;

  it('answers with days, centres and an ordered fan', async () => {
    const answer = await forecastRecruitment(recruitment, options, inProcessSimulation);
    if (!answer.ok) throw new Error(answer.error.message);
    const { days, fan, centres_by_count } = answer.value;
    // Twenty centres at 1.2/58 a day need 242 days once all are open, which takes 61 on average.
    expect(Math.abs(days.q50 - 303)).toBeLessThan(30);
    const order = [days.min, days.q05, days.q25, days.q50, days.q75, days.q95, days.max];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(centres_by_count.reduce((a, b) => a + b, 0)).toBeCloseTo(20, 9);
    expect(fan[0]).toEqual({ day: 0, mean: 0, q05: 0, q25: 0, q50: 0, q75: 0, q95: 0 });
    expect(fan.map(({ mean }) => mean)).toEqual(
      fan.map(({ mean }) => mean).toSorted((a, b) => a - b),
    );
  });

  it('takes the days to look at, and refuses bad ones by name', () => {
    const read = readRecruitmentScenario({ ...recruitment, fan_days: [10, 20] });
    expect(read.ok && read.value.fanDays).toEqual([10, 20]);
    for (const fan_days of [[], [20, 10], ['x'], [-1]]) {
      const bad = readRecruitmentScenario({ ...recruitment, fan_days });
      expect(!bad.ok && bad.error.message).toContain('fan_days');
    }
    const stranger = readRecruitmentScenario(scenario);
    expect(!stranger.ok && stranger.error.message).toContain('designs');
  });
});
