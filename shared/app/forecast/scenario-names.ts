import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import { shown } from '../../domain/study/definition-issue.ts';
import type { DefinitionPath, UnplacedIssue } from '../../domain/study/definition-issue.ts';
import { issue } from './scenario-issue.ts';
import { namedSites } from './scenario-sites.ts';

/** The names that a scenario declares. */
interface Known {
  readonly arm: readonly string[];
  readonly visit: readonly string[];
  readonly 'kit type': readonly string[];
  readonly depot: readonly string[];
  readonly lot: readonly string[];
  readonly site: readonly string[];
  readonly region: readonly string[];
  readonly country: readonly string[];
  readonly 'dose level': readonly string[];
}
type Noun = keyof Known;
type Use = readonly [path: DefinitionPath, noun: Noun, name: string | null | undefined];

const SHOWN_NAMES = 8;

/** Names that are declared twice, and names that are used and not declared, each with its place. */
export function nameIssues(scenario: ForecastScenario): readonly UnplacedIssue[] {
  const known = knownNames(scenario);
  return [...doubles(scenario), ...uses(scenario).flatMap((use) => strangers(known, use))];
}

function knownNames(scenario: ForecastScenario): Known {
  const ids = (list: readonly { readonly id: string }[]): readonly string[] =>
    list.map(({ id }) => id);
  return {
    arm: ids(scenario.arms),
    visit: ids(scenario.visits),
    'kit type': ids(scenario.kitTypes),
    depot: ids(scenario.depots),
    lot: ids(scenario.lots),
    site: namedSites(scenario).map(({ name }) => name),
    region: scenario.sites.map(({ region }) => region),
    country: scenario.sites.map(({ country }) => country),
    'dose level': scenario.titration?.levels ?? [],
  };
}

function strangers(known: Known, [path, noun, name]: Use): readonly UnplacedIssue[] {
  if (name === null || name === undefined || known[noun].includes(name)) return [];
  const names = [...new Set(known[noun])];
  const some = names.slice(0, SHOWN_NAMES).join(', ');
  const list = names.length > SHOWN_NAMES ? `${some} …` : some || 'none is declared';
  return [
    issue(
      path,
      shown(name),
      `a ${noun} of this scenario (${list})`,
      'Correct or declare the name.',
    ),
  ];
}

function doubles(scenario: ForecastScenario): readonly UnplacedIssue[] {
  const lists = {
    arms: scenario.arms,
    visits: scenario.visits,
    kitTypes: scenario.kitTypes,
    depots: scenario.depots,
    lots: scenario.lots,
  };
  const sites = namedSites(scenario);
  const seen = new Set<string>();
  return [
    ...Object.entries(lists).flatMap(([list, entries]) =>
      entries.flatMap(({ id }, i) =>
        entries.findIndex((one) => one.id === id) < i ? [twice([list, i, 'id'], id)] : [],
      ),
    ),
    ...sites.flatMap(({ name, index }) => {
      if (seen.has(name)) return [twice(['sites', index, 'id'], name)];
      seen.add(name);
      return [];
    }),
  ];
}

const twice = (path: DefinitionPath, name: string): UnplacedIssue =>
  issue(path, shown(name), 'a name that is not used before', 'Give it a name of its own.');

/** Everything that a scenario names, with its place. */
function uses(scenario: ForecastScenario): readonly Use[] {
  return [
    ...siteUses(scenario),
    ...scheduleUses(scenario),
    ...subjectUses(scenario),
    ...settingUses(scenario),
    ...transportUses(scenario),
  ];
}

const siteUses = (scenario: ForecastScenario): readonly Use[] => [
  ...scenario.sites.flatMap(({ depot, stock, inTransit }, i): Use[] => [
    [['sites', i, 'depot'], 'depot', depot],
    ...stock.map(({ lot }, k): Use => [['sites', i, 'stock', k, 'lot'], 'lot', lot]),
    ...inTransit.map(({ lot }, k): Use => [['sites', i, 'inTransit', k, 'lot'], 'lot', lot]),
  ]),
  ...scenario.lots.flatMap(({ notFor = [] }, i) =>
    notFor.map((name, k): Use => [['lots', i, 'notFor', k], 'country', name]),
  ),
  ...scenario.lots.flatMap(({ kitType, depot }, i): Use[] => [
    [['lots', i, 'kitType'], 'kit type', kitType],
    [['lots', i, 'depot'], 'depot', depot],
  ]),
  ...scenario.focus.map((name, i): Use => [['focus', i], 'site', name]),
  ...scenario.recruitment.pauses.flatMap(({ sites = [] }, i) =>
    sites.map((name, k): Use => [['recruitment', 'pauses', i, 'sites', k], 'site', name]),
  ),
  ...scenario.recruitment.regionCaps.map(({ region }, i): Use => [
    ['recruitment', 'regionCaps', i, 'region'],
    'region',
    region,
  ]),
];

const scheduleUses = (scenario: ForecastScenario): readonly Use[] => [
  ...scenario.dispensing.flatMap(({ visits = [], arm, dose, kits }, i): Use[] => [
    [['dispensing', i, 'arm'], 'arm', arm],
    [['dispensing', i, 'dose'], 'dose level', dose],
    ...visits.map((visit, k): Use => [['dispensing', i, 'visits', k], 'visit', visit]),
    ...kits.map(({ kitType }, k): Use => [
      ['dispensing', i, 'kits', k, 'kitType'],
      'kit type',
      kitType,
    ]),
  ]),
  [['titration', 'start'], 'dose level', scenario.titration?.start],
];

const subjectUses = ({ subjects }: ForecastScenario): readonly Use[] => [
  ...subjects.dropoutByArm.map(({ arm }, i): Use => [
    ['subjects', 'dropoutByArm', i, 'arm'],
    'arm',
    arm,
  ]),
  ...subjects.present.flatMap(({ site, arm, nextVisit, dose }, i): Use[] => [
    [['subjects', 'present', i, 'site'], 'site', site],
    [['subjects', 'present', i, 'arm'], 'arm', arm],
    [['subjects', 'present', i, 'nextVisit'], 'visit', nextVisit],
    [['subjects', 'present', i, 'dose'], 'dose level', dose],
  ]),
];

const settingUses = ({ selection, resupply }: ForecastScenario): readonly Use[] => [
  ...selection.countries.map(({ country }, i): Use => [
    ['selection', 'countries', i, 'country'],
    'country',
    country,
  ]),
  ...selection.sites.map(({ site }, i): Use => [['selection', 'sites', i, 'site'], 'site', site]),
  ...selection.visits.map(({ visit }, i): Use => [
    ['selection', 'visits', i, 'visit'],
    'visit',
    visit,
  ]),
  ...(resupply.regions ?? []).map(({ region }, i): Use => [
    ['resupply', 'regions', i, 'region'],
    'region',
    region,
  ]),
  ...resupply.countries.map(({ country }, i): Use => [
    ['resupply', 'countries', i, 'country'],
    'country',
    country,
  ]),
  ...resupply.sites.map(({ site }, i): Use => [['resupply', 'sites', i, 'site'], 'site', site]),
  ...resupply.kitTypes.flatMap(({ kitType, site }, i): Use[] => [
    [['resupply', 'kitTypes', i, 'kitType'], 'kit type', kitType],
    [['resupply', 'kitTypes', i, 'site'], 'site', site],
  ]),
];

const transportUses = ({ transport, costs }: ForecastScenario): readonly Use[] => [
  ...transport.countries.map(({ country }, i): Use => [
    ['transport', 'countries', i, 'country'],
    'country',
    country,
  ]),
  ...costs.shipmentByCountry.map(({ country }, i): Use => [
    ['costs', 'shipmentByCountry', i, 'country'],
    'country',
    country,
  ]),
];
