import type { TFunction } from 'i18next';

/** `26 h 5 min`; a dash where there is no time. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return '–';
  const isNegative = seconds < 0;
  const whole = Math.abs(Math.round(seconds));
  if (whole < 60) return `${isNegative ? '−' : ''}${whole} s`;
  const minutes = Math.round(whole / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const text = hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return isNegative ? `−${text}` : text;
}

export const degreesText = (degrees: number | null): string =>
  degrees === null ? '–' : `${degrees.toFixed(2)} °C`;

export const bandText = (low: number, high: number): string => `(${low}, ${high}] °C`;

/** What was watched: the shipment or the place. */
export const watchedText = (
  t: TFunction,
  row: {
    readonly shipment?: string | null | undefined;
    readonly place?: string | null | undefined;
  },
): string => row.shipment ?? row.place ?? t('temperature.nothing');

export const instantOf = (second: number): string =>
  new Date(Math.round(second) * 1000).toISOString();
