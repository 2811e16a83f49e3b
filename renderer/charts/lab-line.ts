import type { SeriesMark } from './lab-marks.ts';

/** One line of a plot. */
export interface LabLine {
  readonly label: string;
  readonly mark: SeriesMark;
  /** One value an x; undefined where the line has ended. */
  readonly values: readonly (number | undefined)[];
  /** Lower and upper edge around it; absent: no band. */
  readonly band?: readonly (readonly [number, number])[];
}
