import { countText, monthText } from '../components/format.ts';
import classes from './chart.module.css';

interface Properties {
  readonly active?: boolean;
  readonly payload?: readonly {
    readonly payload?: { readonly month: string; readonly randomized: number };
  }[];
}

/** What the pointer is over. */
export function ChartTooltip({ active = false, payload = [] }: Properties) {
  const point = payload[0]?.payload;
  if (!active || point === undefined) return null;
  return (
    <div className={classes.tooltip}>
      <strong>{countText(point.randomized)}</strong> <span>{monthText(point.month)}</span>
    </div>
  );
}
