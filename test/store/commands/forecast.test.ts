import { beforeAll, describe, expect, it } from 'vitest';
import { readForecastScenario } from '../../../shared/app/forecast/read-scenario.ts';
import { runForecast } from '../../../shared/app/forecast/run-forecast.ts';
import { inProcessSimulation } from '../../../shared/app/simulation/in-process-simulation.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { toHex } from '../../../shared/base/hex.ts';
import type { ForecastScenarioInput } from '../../../shared/contracts/forecast-scenario.ts';
import { allocatePlanned, dbr, lockScheme, minimization } from '../../builders/live-study.ts';
import { openStudy } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
let scenario: ForecastScenarioInput;

beforeAll(async () => {
  study = await runningStudy();
  const made = await study.must('pharma', 'forecast.scenario', { horizonDays: 500 });
  scenario = made.scenario as unknown as ForecastScenarioInput;
}, 60_000);

async function digestOf(given: unknown, seed: number): Promise<string> {
  const answer = await runForecast(
    given,
    { replicates: 20, seed, workers: 1 },
    inProcessSimulation,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return toHex(study.ports.sha256(canonicalJson(answer.value as unknown as Json)));
}

const kept = async (given: unknown, digest: string) =>
  study.must('pharma', 'forecast.keep', {
    scenario: given as never,
    replicates: 20,
    seed: 9,
    engine: 'cachet-engine',
    digest,
    note: 'for the supply meeting',
  });

describe('the scenario of a living study', () => {
  it('holds its sites, subjects and stock', () => {
    const count = (list: readonly { readonly kits: number }[]): number =>
      list.reduce((sum, { kits }) => sum + kits, 0);
    const rows = study.db
      .prepare(
        `SELECT place.code, count(*) AS kits FROM kit JOIN place ON place.id = kit.place
         WHERE kit.state IN ('at-site', 'at-depot') GROUP BY 1`,
      )
      .all<{ code: string; kits: number }>();
    const onShelf = new Map(rows.map(({ code, kits }) => [code, kits]));
    for (const site of scenario.sites) {
      expect(count(site.stock ?? []), site.id).toBe(onShelf.get(site.id) ?? 0);
    }
    expect(count(scenario.lots)).toBe(onShelf.get('central'));
    const present = scenario.subjects?.present ?? [];
    expect(present.map(({ site }) => site)).toEqual(['S001', 'S001', 'S003']);
    expect(present.every(({ randomized }) => randomized <= scenario.start)).toBe(true);
    expect(scenario.sites.find(({ id }) => id === 'S001')?.history?.screened).toBe(2);
  });

  it('forecasts the same from the ledger as from its exported file', async () => {
    const again = await study.must('pharma', 'forecast.scenario', { horizonDays: 500 });
    const file = JSON.parse(JSON.stringify(scenario, null, 2)) as unknown;
    expect(await digestOf(file, 3)).toBe(await digestOf(again.scenario, 3));
  }, 60_000);

  it('is refused without the unblinding key', async () => {
    for (const user of ['site', 'qa', 'depot'] as const) {
      expect((await study.ask(user, 'forecast.scenario', {})).kind).toBe('forbidden');
    }
  });
});

describe('the scenario of a study that balances dynamically', () => {
  for (const [name, scheme, places] of [
    ['dynamic balancing', dbr, ['site', 'region', 'trial']],
    ['minimization', minimization, ['site', 'factor-1', 'factor-2']],
  ] as const) {
    it(`begins with its balance so far: ${name}`, async () => {
      const other = openStudy();
      await lockScheme(other, scheme);
      await allocatePlanned(other, 1, 9);
      const { levels } = await other.must('stat', 'randomization.balance', { list: 'LIVE' });
      const made = await other.must('pharma', 'forecast.scenario', {});
      const { randomization } = made.scenario as unknown as ForecastScenarioInput;
      if (randomization.procedure !== 'dbr' && randomization.procedure !== 'minimization') {
        throw new Error(randomization.procedure);
      }
      expect(randomization.procedure).toBe(scheme.procedure);
      const begun = randomization.begun ?? [];
      const counts = (rows: readonly { readonly counts: readonly number[] }[]): readonly string[] =>
        rows.map((row) => row.counts.join(':')).toSorted();
      const hasTrial = scheme.procedure === 'dbr';
      const balanced = levels.filter(({ factor }) => factor !== 'Trial' || hasTrial);
      expect(counts(begun)).toEqual(counts(balanced));
      expect([...new Set(begun.map(({ part }) => part))].toSorted()).toEqual(
        [...places].toSorted(),
      );
      // What would let somebody guess arms stays sealed.
      expect(JSON.stringify(randomization)).not.toContain('0.8125');
      expect(readForecastScenario(made.scenario)).toMatchObject({ ok: true });
      other.close();
    }, 60_000);
  }
});

describe('kept scenarios and runs', () => {
  it('come back as they were, the latest of each name', async () => {
    const other = { ...scenario, horizonDays: 400 };
    for (const one of [scenario, other]) {
      await study.must('pharma', 'forecast.saveScenario', { scenario: one as never, note: 'n' });
    }
    const { scenarios } = await study.must('pharma', 'forecast.scenarios', {});
    expect(scenarios.map(({ name }) => name)).toEqual([scenario.name]);
    const opened = await study.must('pharma', 'forecast.openScenario', { name: scenario.name });
    expect(opened.scenario).toEqual(JSON.parse(JSON.stringify(other)));
    expect((await study.refused('pharma', 'forecast.openScenario', { name: 'no such' })).rule).toBe(
      'forecast-scenario-unknown',
    );
  });

  it('lend their costs and habits to the study as it stands, which states none', async () => {
    expect(scenario.costs).toBeUndefined();
    const costs = { shipment: 90, destruction: 2 };
    const kitTypes = scenario.kitTypes.map(({ id }, i) => ({ id, cost: 10 + i }));
    const late = { ...scenario.subjects, late: 0.2, dropoutPerDay: 0.009, present: [] };
    const given = { ...scenario, name: 'With costs', costs, kitTypes, subjects: late };
    await study.must('pharma', 'forecast.saveScenario', { scenario: given as never });
    const again = await study.must('pharma', 'forecast.scenario', { horizonDays: 500 });
    const now = again.scenario as unknown as ForecastScenarioInput;
    expect(now.costs).toEqual(costs);
    expect(now.kitTypes).toEqual(kitTypes);
    expect(now.subjects).toEqual({ ...scenario.subjects, late: 0.2 });
    expect(again.assumed.map(({ message }) => message).join()).toContain('“With costs”');
  });

  it('can be made again to the byte', async () => {
    const digest = await digestOf(scenario, 9);
    const { run } = await kept(scenario, digest);
    const opened = await study.must('pharma', 'forecast.openRun', { run });
    expect(await digestOf(opened.scenario, opened.seed)).toBe(opened.digest);
    const { runs } = await study.must('pharma', 'forecast.runs', {});
    expect(runs[0]).toMatchObject({
      run,
      name: scenario.name,
      seed: 9,
      note: 'for the supply meeting',
    });
  }, 60_000);

  it('refuse a scenario that cannot be run', async () => {
    const broken = { ...scenario, sites: [] } as never;
    expect(
      (await study.refused('pharma', 'forecast.saveScenario', { scenario: broken })).rule,
    ).toBe('scenario-invalid');
  });

  it('tell the ledger’s readers without the key neither names nor kit types', () => {
    const bodies = study.db
      .prepare(`SELECT content, sealed FROM ledger WHERE kind LIKE 'forecast-%'`)
      .all<{ content: string; sealed: string | null }>();
    expect(bodies.length).toBeGreaterThan(0);
    for (const { content, sealed } of bodies) {
      expect(sealed).not.toBeNull();
      expect(content).not.toContain(scenario.name);
      expect(content).not.toContain('kit-active');
    }
  });
});

describe('the back-test', () => {
  it('needs a past to look back on', async () => {
    const refusal = await study.refused('qa', 'forecast.backTest', { ahead: 56 });
    expect(refusal.rule).toBe('too-little-past');
  });

  it('tells coverage and decay of the study’s own recruitment', async () => {
    study.clock.advanceDays(200);
    const page = await study.must('qa', 'forecast.backTest', { ahead: 14, cuts: 6 });
    expect(page.cuts.length).toBeGreaterThan(0);
    expect(page.pitHistogram.reduce((sum, n) => sum + n, 0)).toBe(page.cuts.length);
    expect(page.decay.isDecaying).toBe(page.decay.message !== null);
  });
});
