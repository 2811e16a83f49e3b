import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { UnplacedIssue } from '../../domain/study/definition-issue.ts';
import type { ForecastModel, LotModel, SupplySite } from '../../engine/forecast/model.ts';
import { expectedKits } from '../../engine/forecast/expected-need.ts';
import { orderedLots } from './compile-supply.ts';
import { gapWarnings } from './gap-checks.ts';
import { lastSendable } from './last-sendable.ts';
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
