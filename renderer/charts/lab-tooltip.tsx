import { MarkSwatch } from './lab-mark.tsx';
import type { SeriesMark } from './lab-marks.ts';
import classes from './lab-chart.module.css';

export interface TooltipLine {
  readonly label: string;
  readonly value: string;
  readonly mark?: SeriesMark;
}

interface Properties {
  readonly title: string;
  readonly lines: readonly TooltipLine[];
}

/** Exact values under the pointer. */
export function LabTooltip({ title, lines }: Properties) {
  return (
    <div className={classes.tooltip}>
      <p className={classes.tooltipTitle}>{title}</p>
      {lines.map(({ label, value, mark }) => (
        <div key={label} className={classes.tooltipRow}>
          {mark !== undefined && <MarkSwatch mark={mark} />}
          <span>{label}</span>
          <span>{value}</span>
        </div>
      ))}
    </div>
  );
}
