interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** Beyond two Monte-Carlo standard errors. */
export const isReal = ({ mean, error }: Estimate): boolean =>
  mean !== 0 && Math.abs(mean) > 2 * error;
