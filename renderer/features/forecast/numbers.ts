interface Spread {
  readonly mean: number;
  readonly error: number;
}

const grouped = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `1,234.5`, with as many digits as the size of the number deserves. */
export function amountText(value: number): string {
  const size = Math.abs(value);
  return grouped(size >= 1000 ? 0 : size >= 10 ? 1 : 2).format(value);
}

const percent = (share: number, digits: number): string =>
  `${grouped(digits).format(100 * share)} %`;

/** `12.3 %`, `0.25 %`, `0.012 %`: what is rare must not read as never. */
export function percentText(share: number): string {
  const size = Math.abs(100 * share);
  return percent(share, size === 0 || size >= 0.95 ? 1 : size >= 0.095 ? 2 : 3);
}

/** `12.3 ± 0.4`: the error is the Monte-Carlo standard error. */
export const spreadText = ({ mean, error }: Spread): string =>
  `${amountText(mean)} ± ${amountText(error)}`;

/** `12.3 % ± 0.4 %`, `0.021 % ± 0.006 %`: as exact as the error tells. */
export function shareText({
  share,
  error,
}: {
  readonly share: number;
  readonly error: number;
}): string {
  const size = 100 * error;
  const digits = size === 0 || size >= 0.095 ? 1 : size >= 0.0095 ? 2 : 3;
  return `${percent(share, digits)} ± ${percent(error, digits)}`;
}

/** The mean of a figure with its error. */
export const meanText = (figure: {
  readonly mean: number;
  readonly errors: { readonly mean: number };
}): string => spreadText({ mean: figure.mean, error: figure.errors.mean });
