import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { DefinitionPath } from '../../domain/study/definition-issue.ts';
import type { ForecastModel, SupplySite } from '../../engine/forecast/model.ts';
import { orderedLots } from './compile-supply.ts';
import { lastSendable } from './last-sendable.ts';
import { warning } from './scenario-issue.ts';
import type { ScenarioWarning } from './scenario-issue.ts';

/** When kits of one lot can be sent, and where the lot stands in the file. */
interface Period {
  readonly place: number;
  readonly first: number;
  readonly last: number;
}

/** Days without any lot that could be sent, by depot and kit type. */
export function gapWarnings(
  scenario: ForecastScenario,
  model: ForecastModel,
): readonly ScenarioWarning[] {
  const { depots, kitTypes } = model.supply;
  const found: ScenarioWarning[] = [];
  for (let depot = 0; depot < depots; depot++) {
    const served = model.supply.sites.flatMap((site, i) =>
      site.depot === depot && model.recruitment.sites[i]?.isClosed === false ? [i] : [],
    );
    if (served.length === 0) continue;
    const from = Math.max(0, Math.floor(Math.min(...served.map((i) => opensForSupply(model, i)))));
    for (let type = 0; type < kitTypes; type++) {
      if (!isNeeded(model, type)) continue;
      const periods = periodsOf(scenario, model, { depot, type, served });
      const name = `${scenario.kitTypes[type]?.id} at ${scenario.depots[depot]?.id}`;
      const days = periods.map(({ first, last }) => [first, last] as const);
      for (const gap of gapsIn(days, from, model.horizon - 1)) {
        found.push(gapWarning(periods, gap, { name, startDay: model.startDay }));
      }
    }
  }
  return found;
}

function periodsOf(
  scenario: ForecastScenario,
  { supply }: ForecastModel,
  of: { readonly depot: number; readonly type: number; readonly served: readonly number[] },
): readonly Period[] {
  const order = orderedLots(scenario);
  const sites = of.served.map((i) => supply.sites[i] as SupplySite);
  return supply.lots.flatMap((lot, i) => {
    if (lot.depot !== of.depot || lot.kitType !== of.type) return [];
    const last = Math.max(
      ...sites.map((site) => lastSendable(lot, site, supply.isBoundaryDayAllowed)),
    );
    return [{ place: (order[i] as (typeof order)[0]).index, first: lot.releaseDay, last }];
  });
}

function gapWarning(
  periods: readonly Period[],
  [first, last]: readonly [number, number],
  { name, startDay }: { readonly name: string; readonly startDay: number },
): ScenarioWarning {
  const dayOf = (day: number): string => isoDateFromEpochDay(startDay + day);
  return warning(
    placeOf(periods, first, last),
    'period-not-covered',
    `From ${dayOf(first)} to ${dayOf(last)} no lot of ${name} can be sent: none is released, or none has enough shelf life left.`,
  );
}

/** The lot after which nothing is left, or else the one that comes too late. */
function placeOf(periods: readonly Period[], first: number, last: number): DefinitionPath {
  const before = periods.find((one) => one.last === first - 1);
  if (before !== undefined) return ['lots', before.place, 'expiry'];
  const after = periods.find((one) => one.first === last + 1);
  return after === undefined ? ['lots'] : ['lots', after.place, 'release'];
}

const opensForSupply = ({ recruitment, supply }: ForecastModel, site: number): number =>
  (recruitment.sites[site]?.activation.from ?? 0) - (supply.sites[site]?.suppliedDaysBefore ?? 0);

const isNeeded = ({ schedule }: ForecastModel, type: number): boolean =>
  schedule.kits.flat(2).some((kits) => (kits[type] ?? 0) > 0);

/** What is left of [from, to] when the periods are taken out. */
export function gapsIn(
  periods: readonly (readonly [number, number])[],
  from: number,
  to: number,
): readonly (readonly [number, number])[] {
  const gaps: (readonly [number, number])[] = [];
  let next = from;
  for (const [first, last] of periods.toSorted((a, b) => a[0] - b[0])) {
    if (last < first || last < next) continue;
    if (first > next) gaps.push([next, Math.min(first - 1, to)]);
    next = last + 1;
    if (next > to) return gaps;
  }
  return next <= to ? [...gaps, [next, to]] : gaps;
}
