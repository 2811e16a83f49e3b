import { addDays } from '../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../shared/base/iso-date.ts';
import type { InputOf } from '../../../shared/contracts/index.ts';
import type { ForecastScenarioInput as Scenario } from '../../../shared/contracts/forecast-scenario.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

/** A scenario where the contracts take any JSON. */
type Sent = InputOf<'forecast.saveScenario'>['scenario'];
const asSent = (scenario: Scenario): Sent => scenario as unknown as Sent;

/** In euros. */
const kitCosts: Readonly<Record<string, number>> = {
  'capsules-active': 64,
  'capsules-placebo': 18,
  rescue: 11,
};
const europe: readonly string[] = ['ES', 'PL', 'DE', 'FR', 'IT', 'GB', 'CZ', 'HU', 'RO', 'NL'];
const replicates = 200;

/** What the study does not state: costs, mishaps on the way, habits of visits, and a campaign that is planned. */
function planned(scenario: Scenario, life: Life): Scenario {
  const countries = [...new Set(scenario.sites.map(({ country }) => country))];
  const near = countries.filter((country) => europe.includes(country));
  return {
    ...scenario,
    kitTypes: scenario.kitTypes.map(({ id }) => ({ id, cost: kitCosts[id] ?? 20 })),
    subjects: { ...scenario.subjects, late: 0.05, lateDays: 5, replacement: 0.01, waitDays: 3 },
    transport: { loss: 0.003, damage: 0.001, excursion: 0.02, rejected: 0.3, quarantineDays: 6 },
    costs: {
      shipment: 240,
      shipmentByCountry: near.map((country) => ({ country, shipment: 95 })),
      destruction: 4,
    },
    lots: [...scenario.lots, ...campaign(scenario, life)],
    focus: scenario.sites.slice(0, 3).map(({ id }) => id),
  };
}

/** Kits of every type that reach the depot in ten weeks. */
function campaign({ start, kitTypes }: Scenario, { scale, definition }: Life): Scenario['lots'] {
  const day = start as IsoDate;
  return kitTypes.map(({ id }) => ({
    id: `L27-010.${id}`,
    kitType: id,
    depot: definition.depots[0]?.id as string,
    kits: scale === 'full' ? 900 : 90,
    release: addDays(day, 70),
    expiry: addDays(day, 70 + 540),
  }));
}

/** Two further sites that open two months from now. */
const withTwoSites = (scenario: Scenario, { definition }: Life): Scenario => ({
  ...scenario,
  name: 'Two more sites',
  sites: [
    ...scenario.sites,
    {
      id: 'NEW',
      count: 2,
      region: definition.regions.find(({ id }) => id === 'western-europe')?.id ?? 'all',
      country: 'DE',
      depot: definition.depots[0]?.id as string,
      activation: { on: addDays(scenario.start as IsoDate, 60) },
    },
  ],
});

/** The planner's scenarios with costs, and a run of the first one that can be made again. */
export async function leaveForecasts(life: Life): Promise<void> {
  const { doer, clock, days, passphrase } = life;
  const user = demonstrationPeople.find(({ role }) => role === 'supply-planner')?.user as string;
  clock.moveTo(days - 0.08);
  await doer.do('session.signIn', { user, passphrase });
  const stands = await doer.do('forecast.scenario', { name: 'Base plan', horizonDays: 365 });
  const base = planned(stands.scenario as unknown as Scenario, life);
  const saved = [
    [base, 'The study as it stands, with costs and the campaign planned for the new year'],
    [withTwoSites(base, life), 'As the base plan, with two sites more'],
  ] as const;
  for (const [scenario, note] of saved) {
    await doer.do('forecast.saveScenario', { scenario: asSent(scenario), note });
  }
  const seed = 301;
  const { digest, answer } = await doer.do('forecast.run', {
    scenario: asSent(base),
    replicates,
    seed,
  });
  await doer.do('forecast.keep', {
    scenario: asSent(base),
    replicates,
    seed,
    engine: answer.engine,
    digest,
    note: 'Shown at the supply meeting',
  });
}
