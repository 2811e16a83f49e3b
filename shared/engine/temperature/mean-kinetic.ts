/** Parameters of the Arrhenius relation. */
export interface Activation {
  /** Activation energy ΔH in kJ/mol. */
  readonly energy: number;
  /** Gas constant R in kJ/(mol·K). */
  readonly gasConstant: number;
}

/** ΔH = 83.144 kJ/mol and R = 8.3144e-3 kJ/(mol·K), so that ΔH/R = 10,000 K (USP <1079.2>). */
export const defaultActivation: Activation = { energy: 83.144, gasConstant: 8.3144e-3 };

/** Activation energies (kJ/mol) for which the formulas here hold: below, MKT may fall under the mean. */
export const activationRange = { least: 10, most: 500 } as const;

const kelvinOffset = 273.15;

const kelvin = (centi: number): number => centi / 100 + kelvinOffset;

/** Temperatures in hundredths of °C with the weight (any unit of time) that each stands for. */
export interface WeightedTemperatures {
  readonly centi: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

function hottest({ centi, weight }: WeightedTemperatures): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < centi.length; i += 1) {
    if ((weight[i] as number) > 0 && (centi[i] as number) > most) most = centi[i] as number;
  }
  return most;
}

/**
 * Time-weighted arithmetic mean in °C, or null when the weights add up to nothing. Summed as
 * distances below the hottest reading, so that it never rounds to above it.
 */
export function meanTemperature(readings: WeightedTemperatures): number | null {
  const { centi, weight } = readings;
  const top = hottest(readings);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < centi.length; i += 1) {
    sum += ((centi[i] as number) - top) * (weight[i] as number);
    total += weight[i] as number;
  }
  return total > 0 ? (top + sum / total) / 100 : null;
}

/**
 * Mean kinetic temperature in °C: T = (ΔH/R) / (−ln(Σ w·e^(−ΔH/RT) / Σ w)), T in kelvin (Haynes
 * 1971, USP <1079.2>). Null when the weights add up to nothing. Rates are taken relative to the
 * hottest reading, so no activation energy underflows, and the result is written as the distance
 * below it: with x = T_top·ln(mean rate)·R/ΔH, T = T_top + T_top·x/(1 − x). Within
 * `activationRange` the rate is convex in T up to 300 °C, so the result is never below the mean.
 */
export function meanKineticTemperature(
  readings: WeightedTemperatures,
  activation: Activation = defaultActivation,
): number | null {
  const mean = meanTemperature(readings);
  if (mean === null) return null;
  const ratio = activation.energy / activation.gasConstant;
  const hottestCenti = hottest(readings);
  const top = kelvin(hottestCenti);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < readings.centi.length; i += 1) {
    const weight = readings.weight[i] as number;
    sum += weight * Math.exp(-ratio * (1 / kelvin(readings.centi[i] as number) - 1 / top));
    total += weight;
  }
  const x = (top / ratio) * Math.log(sum / total);
  const result = hottestCenti / 100 + (top * x) / (1 - x);
  return ratio / 2 > top ? Math.max(result, mean) : result;
}

/**
 * Arrhenius equivalent time: how long at `reference` (hundredths of °C) does as much as the readings
 * did, in the unit of their weights: Σ w·e^(−(ΔH/R)·(1/T − 1/T_ref)).
 */
export function equivalentTime(
  readings: WeightedTemperatures,
  reference: number,
  activation: Activation = defaultActivation,
): number {
  const ratio = activation.energy / activation.gasConstant;
  const base = 1 / kelvin(reference);
  let sum = 0;
  for (let i = 0; i < readings.centi.length; i += 1) {
    const rate = Math.exp(-ratio * (1 / kelvin(readings.centi[i] as number) - base));
    sum += (readings.weight[i] as number) * rate;
  }
  return sum;
}
