import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';

/** A change of the settings of a whole scenario. */
export interface Variation {
  /** Kits added to every trigger, and to every buffer of predicted levels. */
  readonly triggerPlus: number;
  /** Kits added to every ceiling, and to every initial stock that is set. */
  readonly ceilingPlus: number;
  /** Kits of all lots are multiplied with this. */
  readonly lotFactor: number;
}

type Levels = ForecastScenario['resupply']['study']['levels'];
interface Row {
  readonly levels?: Levels | undefined;
}

function varyLevels(levels: Levels, { triggerPlus, ceilingPlus }: Variation): Levels {
  if (levels.kind === 'predictive') {
    return { ...levels, buffer: Math.max(0, levels.buffer + triggerPlus) };
  }
  const trigger = Math.max(0, levels.trigger + triggerPlus);
  return { ...levels, trigger, ceiling: Math.max(trigger, levels.ceiling + ceilingPlus) };
}

const varyRow = <R extends Row>(row: R, variation: Variation): R =>
  row.levels === undefined ? row : { ...row, levels: varyLevels(row.levels, variation) };

/** The scenario with all its levels and lots changed alike. */
export function varyScenario(scenario: ForecastScenario, variation: Variation): ForecastScenario {
  const { resupply, lots } = scenario;
  const rows = <R extends Row>(list: readonly R[]): R[] =>
    list.map((row) => varyRow(row, variation));
  return {
    ...scenario,
    lots: lots.map((lot) => ({ ...lot, kits: Math.round(lot.kits * variation.lotFactor) })),
    resupply: {
      ...resupply,
      study: varyRow(resupply.study, variation),
      ...(resupply.regions === undefined ? {} : { regions: rows(resupply.regions) }),
      countries: rows(resupply.countries),
      sites: rows(resupply.sites),
      kitTypes: rows(resupply.kitTypes),
    },
  };
}
