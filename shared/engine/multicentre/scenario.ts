import type { CentrePrior } from '../recruitment/recruitment-pattern.ts';

/** A multi-centre study to recruit and the designs to compare on it. */
export interface MulticentreScenario {
  /** Patients in all. */
  readonly n: number;
  readonly centres: number;
  /** Centres are split over the regions in runs of equal length. */
  readonly regions: number;
  /** Window of the uniform activation time of each centre, in days. */
  readonly activationDays: readonly [number, number];
  /** Rate of each centre, patients a day: Gamma with shape alpha and rate beta. */
  readonly rate: { readonly alpha: number; readonly beta: number };
  readonly designs: readonly string[];
  /** Whole days and ties by centre, as the published figures were made. */
  readonly publishedRounding: boolean;
}

/** The region of each centre. */
export const regionsOf = ({
  centres,
  regions,
}: Pick<MulticentreScenario, 'centres' | 'regions'>): Int32Array =>
  Int32Array.from({ length: centres }, (_, i) => Math.floor((i * regions) / centres));

/** The same prior for every centre. */
export const priorsOf = ({
  centres,
  activationDays,
  rate,
}: Pick<MulticentreScenario, 'centres' | 'activationDays' | 'rate'>): readonly CentrePrior[] =>
  Array.from({ length: centres }, () => ({
    activationFrom: activationDays[0],
    activationTo: activationDays[1],
    alpha: rate.alpha,
    beta: rate.beta,
  }));
