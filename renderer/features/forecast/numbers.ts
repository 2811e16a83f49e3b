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

/** `12.3 %`. */
export const percentText = (share: number): string => `${grouped(1).format(100 * share)} %`;

/** `12.3 ± 0.4`: the error is the Monte-Carlo standard error. */
export const spreadText = ({ mean, error }: Spread): string =>
  `${amountText(mean)} ± ${amountText(error)}`;

/** `12.3 % ± 0.4 %`. */
export const shareText = ({ share, error }: { readonly share: number; readonly error: number }) =>
  `${percentText(share)} ± ${percentText(error)}`;

/** The mean of a figure with its error. */
export const meanText = (figure: {
  readonly mean: number;
  readonly errors: { readonly mean: number };
}): string => spreadText({ mean: figure.mean, error: figure.errors.mean });
