import { finishingTime } from './finishing.ts';
import type { ForecastModel } from './model.ts';
import type { Play } from './play.ts';
import {
  FATES,
  LOST,
  NEEDED,
  PACKAGED,
  STUDY_MEASURES,
  USED,
  WANTED,
  fateAt,
  kitsUnaccounted,
  measureAt,
} from './tally.ts';
import type { StudyMeasure } from './tally.ts';

/** What is known of a replicate beside what its play leaves: kits needed of the depots and wanted by visits, by type. */
interface AskedFor {
  readonly needed: ArrayLike<number>;
  readonly wanted: ArrayLike<number>;
}

/** Writes what a replicate that has been played leaves, one number a measure and fate, from `base` on. */
export function writeRow(
  rows: Float64Array,
  base: number,
  play: Play,
  model: ForecastModel,
  { needed, wanted }: AskedFor,
): void {
  const { kitTypes } = model.supply;
  for (const [name, value] of Object.entries(measuresOf(play, model))) {
    rows[base + measureAt(name as StudyMeasure)] = value;
  }
  for (let type = 0; type < kitTypes; type++) {
    for (let fate = 0; fate < FATES; fate++) {
      rows[base + fateAt(type, fate)] = play.shelves.fates[type * FATES + fate] as number;
    }
    rows[base + fateAt(type, NEEDED)] = needed[type] as number;
    rows[base + fateAt(type, WANTED)] = wanted[type] as number;
  }
  if (kitsUnaccounted(rows, kitTypes, base + STUDY_MEASURES).some((kits) => kits !== 0)) {
    throw new Error('kits of a simulated study do not add up');
  }
}

function measuresOf(play: Play, model: ForecastModel): Readonly<Record<StudyMeasure, number>> {
  const { arrivals, transports, lives, dispensing } = play;
  const costOfKits = kitCost(play, model);
  const costOfDestruction = destructionCost(play, model);
  return {
    days: Math.min(finishingTime(arrivals, model.recruitment.target), model.horizon),
    randomized: arrivals.count,
    screened: arrivals.screened,
    visits: lives.visits,
    missed: lives.missed,
    delayed: lives.delayed,
    overtaken: lives.overtaken,
    stockOut: dispensing.firstStockOut >= 0 ? 1 : 0,
    firstStockOut: dispensing.firstStockOut,
    shipments: transports.shipments,
    lostShipments: transports.lostShipments,
    cost: costOfKits + transports.cost + costOfDestruction,
    costOfKits,
    costOfShipments: transports.cost,
    costOfDestruction,
  };
}

function kitCost({ shelves }: Play, { supply: { costs } }: ForecastModel): number {
  return costs.kit.reduce(
    (sum, cost, type) => sum + cost * (shelves.fates[type * FATES + PACKAGED] as number),
    0,
  );
}

/** Every kit that was packaged and neither used nor lost must be destroyed in the end. */
function destructionCost({ shelves }: Play, { supply: { costs } }: ForecastModel): number {
  let kits = 0;
  for (let type = 0; type < costs.kit.length; type++) {
    const from = type * FATES;
    const gone = (shelves.fates[from + USED] as number) + (shelves.fates[from + LOST] as number);
    kits += (shelves.fates[from + PACKAGED] as number) - gone;
  }
  return kits * costs.destruction;
}
