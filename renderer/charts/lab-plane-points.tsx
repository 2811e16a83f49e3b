import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { PlotMark } from './lab-mark.tsx';
import type { SeriesMark } from './lab-marks.ts';
import { placeLabels } from './lab-label-places.ts';

export interface PlanePoint {
  readonly label: string;
  readonly mark: SeriesMark;
  readonly x: number;
  readonly y: number;
}

/** Marks with their names, placed by the size that the plot really has. */
export function PlanePoints({ points }: { readonly points: readonly PlanePoint[] }) {
  const area = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (area === undefined || xScale === undefined || yScale === undefined) return null;
  const spots = points.map(({ label, mark, x, y }) => ({
    label,
    mark,
    x: Number(xScale(x)),
    y: Number(yScale(y)),
  }));
  const places = placeLabels(spots, {
    left: area.x,
    right: area.x + area.width,
    top: area.y,
    bottom: area.y + area.height,
  });
  return (
    <g pointerEvents="none">
      {spots.map(({ label, x, y }, index) => {
        const place = places[index];
        if (place?.isFar !== true) return null;
        const end = place.x > x ? place.x : Math.min(x, place.x + label.length * 6.7);
        return (
          <line
            key={label}
            x1={x}
            y1={y}
            x2={end}
            y2={place.y - 4}
            stroke="var(--ink-quiet)"
            strokeWidth={0.75}
          />
        );
      })}
      {spots.map(({ label, mark, x, y }) => (
        <PlotMark key={label} mark={mark} x={x} y={y} r={6} />
      ))}
      {spots.map(({ label }, index) => (
        <text key={label} x={places[index]?.x} y={places[index]?.y} fontSize={12} fill="var(--ink)">
          {label}
        </text>
      ))}
    </g>
  );
}
