import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { UnplacedIssue } from '../../domain/study/definition-issue.ts';
import type { ForecastModel, LotModel, SupplySite } from '../../engine/forecast/model.ts';
import { expectedKits } from '../../engine/forecast/expected-need.ts';
import { firstShippableExpiry } from '../../engine/supply/kit-selection.ts';
import { orderedLots } from './compile-supply.ts';
import type { ScenarioWarning } from './scenario-issue.ts';
import { issue, warning } from './scenario-issue.ts';

/** Kit types that a depot must have and has no lot of, with the site that needs them. */
export function supplyIssues(scenario: ForecastScenario): readonly UnplacedIssue[] {
  const needed = new Set(
    scenario.dispensing.flatMap(({ kits }) => kits.map(({ kitType }) => kitType as string)),
  );
  const found = new Map<string, UnplacedIssue>();
  scenario.sites.forEach(({ depot, id, isClosed }) => {
    if (isClosed) return;
    for (const kitType of needed) {
      if (scenario.lots.some((lot) => lot.depot === depot && lot.kitType === kitType)) continue;
      found.set(
        `${depot} ${kitType}`,
        issue(
          ['lots'],
          `no lot of ${kitType} at ${depot}`,
          `one, since ${depot} supplies ${id}`,
          'Add a lot, or a campaign with a later release.',
        ),
      );
    }
  });
  return [...found.values()];
}

/** What is allowed and may not be meant: lots that cannot be used, periods without any, kits that are too few. */
export function supplyWarnings(
  scenario: ForecastScenario,
  model: ForecastModel,
): readonly ScenarioWarning[] {
  return [
    ...lotWarnings(scenario, model),
    ...gapWarnings(scenario, model),
    ...amountWarnings(scenario, model),
    ...horizonWarning(model),
  ];
}

/** The last day on which kits of a lot can be sent to a site and arrive with enough shelf life. */
function lastSendable(lot: LotModel, site: SupplySite, isBoundaryDayAllowed: boolean): number {
  const { doNotShip, minimumShelfLifeDays, leadDays } = site;
  const needed = firstShippableExpiry({
    dispatchDay: 0,
    arrivalDay: leadDays,
    doNotShip,
    minimumShelfLifeDays,
    isBoundaryDayAllowed,
  });
  // What the rule reckons with may be shorter than what transports really take.
  const soonest = Math.min(
    ...site.lead.days.filter((_, i) => (site.lead.probabilities[i] ?? 0) > 0),
  );
  const useful = soonest + Math.min(...site.doNotDispense) + (isBoundaryDayAllowed ? 0 : 1);
  return lot.expiryDay - Math.max(needed, useful);
}

function lotWarnings(
  scenario: ForecastScenario,
  { supply }: ForecastModel,
): readonly ScenarioWarning[] {
  const order = orderedLots(scenario);
  return supply.lots.flatMap((lot, i): ScenarioWarning[] => {
    const { index, lot: written } = order[i] as (typeof order)[0];
    const served = supply.sites.filter(({ depot }) => depot === lot.depot);
    const reached = served.filter(
      (site) => lastSendable(lot, site, supply.isBoundaryDayAllowed) >= Math.max(0, lot.releaseDay),
    );
    if (lot.expiryDay < 0) {
      return [
        warning(
          ['lots', index, 'expiry'],
          'lot-over',
          `Lot ${written.id} expired before the start.`,
        ),
      ];
    }
    if (reached.length === served.length) return [];
    return [
      warning(
        ['lots', index, 'expiry'],
        'shelf-life-too-short',
        `Lot ${written.id} (released ${written.release}, expiry ${written.expiry}) cannot be sent to ${served.length - reached.length} of ${served.length} sites: lead time, do-not-ship, do-not-dispense or minimum shelf life (resupply, selection) are longer than its shelf life.`,
      ),
    ];
  });
}

/** Days without any lot that could be sent, by depot and kit type. */
function gapWarnings(scenario: ForecastScenario, model: ForecastModel): readonly ScenarioWarning[] {
  const { supply, horizon, startDay } = model;
  const found: ScenarioWarning[] = [];
  for (let depot = 0; depot < supply.depots; depot++) {
    const served = supply.sites.flatMap((site, i) =>
      site.depot === depot && model.recruitment.sites[i]?.isClosed === false ? [i] : [],
    );
    const sites = served.map((i) => supply.sites[i] as SupplySite);
    if (sites.length === 0) continue;
    const from = Math.max(0, Math.floor(Math.min(...served.map((i) => opensForSupply(model, i)))));
    for (let type = 0; type < supply.kitTypes; type++) {
      if (!isNeeded(model, type)) continue;
      const own = supply.lots.filter((lot) => lot.depot === depot && lot.kitType === type);
      const periods = own.map((lot): readonly [number, number] => [
        lot.releaseDay,
        Math.max(...sites.map((site) => lastSendable(lot, site, supply.isBoundaryDayAllowed))),
      ]);
      for (const [first, last] of gapsIn(periods, from, horizon - 1)) {
        const name = scenario.kitTypes[type]?.id;
        found.push(
          warning(
            ['lots'],
            'period-not-covered',
            `From ${isoDateFromEpochDay(startDay + first)} to ${isoDateFromEpochDay(startDay + last)} no lot of ${name} at ${scenario.depots[depot]?.id} can be sent: none is released, or none has enough shelf life left.`,
          ),
        );
      }
    }
  }
  return found;
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

/** Kit types of which fewer are there than those still to come and present are expected to need. */
function amountWarnings(
  scenario: ForecastScenario,
  model: ForecastModel,
): readonly ScenarioWarning[] {
  const { schedule, recruitment, randomization, supply } = model;
  const byVisit = expectedKits(schedule);
  const weights = randomization.ratio.reduce((all, one) => all + one, 0);
  return scenario.kitTypes.flatMap(({ id }, type): ScenarioWarning[] => {
    const each = randomization.ratio.reduce((all, ratio, arm) => {
      const kits = byVisit.reduce((sum, byArm, visit) => {
        const stays = Math.exp(
          -(schedule.dropoutPerDay[arm] ?? 0) * (schedule.plannedDay[visit] ?? 0),
        );
        return sum + (byArm[arm]?.[type] ?? 0) * stays * (1 - (schedule.skip[visit] ?? 0));
      }, 0);
      return all + (ratio / weights) * kits;
    }, 0);
    const needed = each * recruitment.target;
    const packaged = supply.lots.reduce(
      (all, lot) => all + (lot.kitType === type && lot.expiryDay >= 0 ? lot.kits : 0),
      supply.sites.reduce((all, site) => all + kitsAt(site, supply.lots, type), 0),
    );
    if (packaged >= needed) return [];
    return [
      warning(
        ['lots'],
        'kits-fewer-than-needed',
        `There are ${packaged} kits of ${id}; the subjects to come alone are expected to need ${Math.ceil(needed)}.`,
      ),
    ];
  });
}

const kitsAt = (site: SupplySite, lots: readonly LotModel[], type: number): number =>
  [...site.stock, ...site.inTransit].reduce(
    (all, { lot, kits }) => all + (lots[lot]?.kitType === type ? kits : 0),
    0,
  );

function horizonWarning({ schedule, horizon }: ForecastModel): readonly ScenarioWarning[] {
  const last = schedule.plannedDay.at(-1) ?? 0;
  if (last < horizon) return [];
  return [
    warning(
      ['horizonDays'],
      'horizon-short',
      `The last visit is on day ${last}: nobody who comes gets there within ${horizon} days.`,
    ),
  ];
}
