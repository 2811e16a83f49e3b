import { addDays, isIsoDate } from '../../../../shared/base/iso-date.ts';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import type { Scenario } from '../forecast-state.ts';

const shelfLifeDays = 540;

/** The campaigns of a packaging plan as lots of the scenario, each at its depot when the week begins that needs it. */
export function withPlannedLots(
  scenario: Scenario,
  packaging: ForecastAnswer['packaging'],
): Scenario {
  const taken = new Set(scenario.lots.map(({ id }) => id));
  const freeId = (kitType: string): string => {
    for (let n = 1; ; n += 1) {
      const id = `PLAN-${n}.${kitType}`;
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  };
  const lots = packaging.flatMap(({ kitType, depot, kits, neededBy }) => {
    if (neededBy === null || !isIsoDate(neededBy) || kits === 0) return [];
    const early = addDays(neededBy, -7);
    const release = early < scenario.start ? scenario.start : early;
    return [
      {
        id: freeId(kitType),
        kitType,
        depot,
        kits,
        release,
        expiry: addDays(neededBy, shelfLifeDays),
      },
    ];
  });
  return { ...scenario, lots: [...scenario.lots, ...lots] };
}
