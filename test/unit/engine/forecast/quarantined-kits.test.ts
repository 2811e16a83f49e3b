// Requirements: FCT-03
import { describe, expect, it } from 'vitest';
import { prepareArmDraw } from '../../../../shared/engine/forecast/arm-draw.ts';
import type { ForecastModel } from '../../../../shared/engine/forecast/model.ts';
import { Play } from '../../../../shared/engine/forecast/play.ts';
import type { PlayListener } from '../../../../shared/engine/forecast/play.ts';
import { FATES, PACKAGED, SHIPPED } from '../../../../shared/engine/forecast/tally.ts';
import {
  minMax,
  predictive,
  recruitingSite,
  smallModel,
} from '../../../builders/forecast-model.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/**
 * One site without subjects, one kit type, trigger 0 and ceiling 5. Five kits of lot 0 are due on day 2; they cease to
 * count after day 4. Every shipment has an excursion and waits four days in quarantine. The depot has lot 1 only.
 */
function stoppedBox(horizon: number): ForecastModel {
  const base = smallModel({ sites: 1, target: 1, lines: [minMax(0, 5)] });
  return {
    ...base,
    horizon,
    recruitment: {
      ...base.recruitment,
      isEven: true,
      sites: [recruitingSite({ alpha: Infinity, beta: 1e6 })],
    },
    schedule: { ...base.schedule, kits: base.schedule.kits.map(() => [[[1]], [[1]]]) },
    supply: {
      ...base.supply,
      kitTypes: 1,
      depots: 1,
      lots: [
        { kitType: 0, depot: 0, kits: 0, releaseDay: 0, expiryDay: 14 },
        { kitType: 0, depot: 0, kits: 1000, releaseDay: 0, expiryDay: 5000 },
      ],
      sites: base.supply.sites.map((site) => ({
        ...site,
        depot: 0,
        wasSupplied: true,
        doNotCount: 10,
        leadDays: 2,
        lead: { days: [2], probabilities: [1] },
        inTransit: [{ lot: 0, kits: 5, day: 2 }],
      })),
      calendar: { runWeekdays: everyDay, workWeekdays: everyDay, holidays: [], cutOffMinute: 1439 },
      transport: { loss: 0, damage: 0, excursion: 1, rejected: 0, quarantineDays: 4 },
      costs: { kit: [1], destruction: 0 },
    },
  };
}

const silent: PlayListener = {
  stockOut: () => undefined,
  demand: () => undefined,
  week: () => undefined,
};

function playOf(model: ForecastModel, listener: Partial<PlayListener> = {}): Play {
  const arms = prepareArmDraw(model.randomization, model.recruitment.target);
  if (!arms.ok) throw new Error(arms.error.message);
  return new Play(model, arms.value, model.randomization.ratio, { ...silent, ...listener });
}

describe('kits in quarantine after an excursion', () => {
  it('are taken off what is available once, also when they cease to count there', () => {
    // Day 2: stopped, nothing available. Day 3: five ordered. Day 5: lot 0 ceases to count, which takes nothing more;
    // the five ordered arrive after the run and are stopped. Day 6: five more; lot 0 is released, too old to count.
    for (const [horizon, shipped, available] of [
      [3, 0, 0],
      [4, 5, 5],
      [6, 5, 0],
      [7, 10, 5],
    ] as const) {
      const play = playOf(stoppedBox(horizon));
      play.run(1, 0);
      expect(play.shelves.fates[SHIPPED], `shipped in ${horizon} days`).toBe(shipped);
      expect(play.shelves.available[0], `available after ${horizon} days`).toBe(available);
    }
  });

  it('leave the available kits what the shelves and the boxes under way hold', () => {
    const model = smallModel({
      sites: 6,
      target: 50,
      lines: [minMax(1, 3), predictive(14, 42, 1), minMax(2, 5)],
      supply: {
        transport: { loss: 0.05, damage: 0.05, excursion: 0.3, rejected: 0.3, quarantineDays: 90 },
        waitDays: 4,
      },
      site: { lead: { days: [2, 9], probabilities: [0.7, 0.3] }, minimumShelfLifeDays: 0 },
    });
    const { sites, lots, kitTypes } = model.supply;
    let looked = 0;
    const check = (week: number): void => {
      const { available, stock, transit } = play.shelves;
      const today = Math.min(7 * week + 6, model.horizon - 1);
      sites.forEach(({ doNotCount }, site) => {
        const held = Array.from({ length: kitTypes }, () => 0);
        lots.forEach(({ kitType, expiryDay }, lot) => {
          if (expiryDay - doNotCount < today) return;
          const cell = site * lots.length + lot;
          held[kitType] = (held[kitType] as number) + (stock[cell] as number);
          held[kitType] = (held[kitType] as number) + (transit[cell] as number);
        });
        const counted = Array.from(available.subarray(site * kitTypes, (site + 1) * kitTypes));
        expect(counted, `site ${site} in week ${week}`).toEqual(held);
        looked++;
      });
    };
    const play = playOf(model, { week: check });
    let held = 0;
    for (let r = 0; r < 10; r++) {
      play.run(5, r);
      held += play.shelves.held.reduce((sum, kits) => sum + kits, 0);
      for (let type = 0; type < kitTypes; type++) {
        const fates = Array.from(play.shelves.fates.subarray(type * FATES, (type + 1) * FATES));
        const known = fates.slice(1, 10).reduce((sum, kits) => sum + kits, 0);
        expect(known).toBe(fates[PACKAGED]);
      }
    }
    expect(looked).toBe(10 * 6 * Math.ceil(model.horizon / 7));
    // Some are in quarantine at the end, or the last check would say nothing.
    expect(held).toBeGreaterThan(0);
  });
});
