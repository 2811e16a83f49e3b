import { expect, test } from 'vitest';
import { changeScenario } from '../../../../shared/app/forecast/change-scenario.ts';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { planCentres } from '../../../../shared/app/forecast/plan-centres.ts';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import { usualOpening } from '../../../../shared/contracts/forecast-studies.ts';
import type { ForecastChange } from '../../../../shared/contracts/forecast-change.ts';
import type { ForecastScenario } from '../../../../shared/contracts/forecast-scenario.ts';

/** Without decay, which discounts the days of a history. */
const begun = {
  ...exampleScenario,
  recruitment: { ...exampleScenario.recruitment, decayPerDay: 0 },
  sites: exampleScenario.sites.map((site, i) => ({
    ...site,
    history: { screened: 2 + i, days: 60 },
  })),
};

function changed(change: ForecastChange, from: unknown = exampleScenario): ForecastScenario {
  const made = changeScenario(from, change, 'Changed');
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

async function daysOf(scenario: unknown): Promise<number> {
  const options = { replicates: 60, seed: 5, workers: 1 };
  const answer = await runForecast(scenario, options, inProcessSimulation);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.recruitment.days.mean ?? NaN;
}

test('more sites are like the one that is named, and begin with nothing', () => {
  const sites = { kind: 'sites', count: 2, opensAfter: 60, like: 'CA-Toronto' } as const;
  const { sites: now, name } = changed(sites);
  expect(name).toBe('Changed');
  expect(now.slice(0, -1)).toHaveLength(exampleScenario.sites.length);
  expect(now.at(-1)).toMatchObject({
    id: 'NEW',
    count: 2,
    country: 'CA',
    depot: 'US',
    rate: { alpha: 2, beta: 40 },
    activation: { on: '2027-03-05' },
    stock: [],
  });
  expect(changed(sites, changed(sites)).sites.at(-1)?.id).toBe('NEW2');
});

test('more sites finish earlier', async () => {
  const more = changed({ kind: 'sites', count: 6, opensAfter: 10, like: 'DE' });
  expect(await daysOf(more)).toBeLessThan((await daysOf(exampleScenario)) - 5);
}, 60_000);

test.each([exampleScenario, begun])(
  'another pace moves the rates by just that',
  async (from) => {
    const rates = async (scenario: unknown) => {
      const options = { replicates: 20, seed: 5, workers: 1 };
      const answer = await runForecast(scenario, options, inProcessSimulation);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.recruitment.rates.bySite.map(({ mean }) => mean);
    };
    const before = await rates(from);
    const after = await rates(changed({ kind: 'pace', percent: 25 }, from));
    for (const [i, rate] of before.entries()) expect(after[i]).toBeCloseTo(1.25 * rate, 10);
  },
  60_000,
);

test('planned lots come later and larger, with the same shelf life', () => {
  const { lots } = changed({ kind: 'campaigns', days: 30, percent: 10 });
  const planned = exampleScenario.lots.findIndex(({ release }) => release > exampleScenario.start);
  const [before, after] = [exampleScenario.lots[planned], lots[planned]];
  expect(after?.kits).toBe(Math.round(1.1 * (before?.kits ?? 0)));
  expect(after?.release).toBe('2027-07-31');
  expect(after?.expiry).toBe('2029-01-30');
  expect(lots[0]).toEqual(exampleScenario.lots[0]);
});

test('levels change everywhere', () => {
  const { resupply } = changed({ kind: 'levels', triggerPlus: 1, ceilingPlus: 2, lotFactor: 1 });
  expect(resupply.study.levels).toEqual({ kind: 'min-max', trigger: 4, ceiling: 8 });
  expect(resupply.kitTypes[0]?.levels).toMatchObject({ kind: 'predictive', buffer: 3 });
});

test('what cannot be changed is refused with the reason', () => {
  const refused = (change: ForecastChange, from: unknown = exampleScenario) => {
    const made = changeScenario(from, change, 'Changed');
    return made.ok ? null : made.error.rule;
  };
  const like = { kind: 'sites', count: 1, opensAfter: 0 } as const;
  expect(refused({ ...like, like: 'nowhere' })).toBe('forecast-change-unknown-site');
  const now = exampleScenario.lots.filter(({ release }) => release < exampleScenario.start);
  const later = { kind: 'campaigns', days: 7, percent: 0 } as const;
  expect(refused(later, { ...exampleScenario, lots: now })).toBe('forecast-change-no-campaign');
  expect(refused(later, { ...exampleScenario, sites: [] })).toBe('scenario-invalid');
  expect(refused(later)).toBeNull();
});

test('a changed scenario answers the questions that a written one does', async () => {
  const more = changed({ kind: 'sites', count: 1, opensAfter: 0, like: 'DE' });
  const question = { ...usualOpening, probability: 0.5, most: 40, replicates: 50, seed: 2 };
  const run = { signal: new AbortController().signal };
  expect(await planCentres(more, question, run, inProcessSimulation)).toMatchObject({ ok: true });
}, 60_000);

test('a site that is added has whole limits, not what is left to the one that it is like', () => {
  const limited = (history?: { readonly screened: number; readonly days: number }) => ({
    ...exampleScenario,
    sites: exampleScenario.sites.map((site, i) =>
      i === 0 ? { ...site, maximum: 3, ...(history === undefined ? {} : { history }) } : site,
    ),
  });
  const like = exampleScenario.sites[0]?.id ?? '';
  const more = { kind: 'sites', count: 1, opensAfter: 90, like } as const;
  const added = (scenario: unknown) => {
    const changedTo = changeScenario(scenario, more, 'More');
    if (!changedTo.ok) throw new Error(changedTo.error.message);
    return changedTo.value.sites.at(-1);
  };
  expect(added(limited({ screened: 9, days: 200 }))).not.toHaveProperty('maximum');
  expect(added(limited())).toHaveProperty('maximum', 3);
});
