import { useTranslation } from 'react-i18next';
import { shownInstant } from '../../components/format.ts';
import type { Picture } from './draw-temperatures.ts';
import classes from './temperature-chart.module.css';

/** Index of the reading nearest to a moment; −1 where there is none. */
function nearest(at: ArrayLike<number>, time: number): number {
  let [low, high] = [0, at.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  const isBeforeNearer = before >= 0 && time - (at[before] as number) < (at[low] as number) - time;
  return isBeforeNearer ? before : low;
}

export const momentText = (second: number, isZoned: boolean): string => {
  const shown = shownInstant(
    new Date(Math.round(second) * 1000).toISOString(),
    isZoned ? undefined : 0,
  );
  return isZoned ? `${shown.local} ${shown.offset}` : shown.local;
};

interface Properties {
  readonly picture: Picture;
  readonly at: number | null;
  readonly isZoned: boolean;
}

/** The reading under the pointer in words. */
export function ReadingAt({ picture, at, isZoned }: Properties) {
  const { t } = useTranslation();
  const { readings } = picture;
  const index = at === null ? -1 : nearest(readings.at, at);
  const time = readings.at[index];
  if (time === undefined) {
    return <span className={classes.reading}>{t('temperature.chart.hint')}</span>;
  }
  return (
    <span className={classes.reading}>
      <strong>{((readings.centi[index] as number) / 100).toFixed(2)} °C</strong> ·{' '}
      {momentText(time, isZoned)}
    </span>
  );
}
