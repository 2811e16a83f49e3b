import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconArrowsHorizontal, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decodeSeries } from '../../../shared/domain/temperature/stored-series.ts';
import type {
  ChartData,
  StayOutside,
  StorageProfileInput,
} from '../../../shared/contracts/cold-chain-parts.ts';
import { bytesOf } from '../../components/save-file.ts';
import { drawTemperatures, margins } from './draw-temperatures.ts';
import { pictureOf, wholeOf } from './picture-of.ts';
import { ReadingAt } from './reading-at.tsx';
import { TemperatureTable } from './temperature-table.tsx';
import { shareOf, useViewWindow } from './use-view-window.ts';
import { around, zoomed } from './view-window.ts';
import classes from './temperature-chart.module.css';

const height = 300;

interface Properties {
  readonly label: string;
  readonly data: ChartData;
  readonly stays: readonly StayOutside[];
  readonly bands: StorageProfileInput['bands'] | null;
  readonly intervalSeconds: number | null;
  /** False where the times are local and nobody knows where. */
  readonly isZoned: boolean;
}

/** Readings of up to years with limits, gaps and breaches; pans and zooms, and has its table beside it. */
export function TemperatureChart(properties: Properties) {
  const { label, data, stays, bands, intervalSeconds, isZoned } = properties;
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const readings = useMemo(() => decodeSeries(bytesOf(data.series)), [data.series]);
  const picture = useMemo(
    () => pictureOf({ readings, days: data.days, stays, bands, intervalSeconds, isZoned }),
    [readings, data.days, stays, bands, intervalSeconds, isZoned],
  );
  const whole = useMemo(() => wholeOf(picture), [picture]);
  const { view, setView, handlers } = useViewWindow(canvas, whole);
  const [pointer, setPointer] = useState<number | null>(null);
  const [stayShown, setStayShown] = useState(-1);
  useCanvas(canvas, (pen, size) => drawTemperatures(pen, picture, view, size));
  const nextStay = (): void => {
    const next = (stayShown + 1) % stays.length;
    const stay = stays[next];
    setStayShown(next);
    if (stay !== undefined) setView(around(stay.from, stay.to, whole));
  };
  const at = pointer === null ? null : view.from + pointer * (view.to - view.from);
  return (
    <figure className={classes.figure} aria-label={label}>
      <div className={classes.head}>
        <ReadingAt picture={picture} at={at} isZoned={isZoned} />
        <Group gap={6}>
          {stays.length > 0 && (
            <Button size="compact-xs" variant="default" onClick={nextStay}>
              {t('temperature.chart.nextStay', { count: stays.length })}
            </Button>
          )}
          <ZoomButtons
            onIn={() => setView(zoomed(view, whole, 0.5))}
            onOut={() => setView(zoomed(view, whole, 2))}
            onWhole={() => setView(whole)}
          />
        </Group>
      </div>
      <div className={classes.frame}>
        <canvas
          ref={canvas}
          className={classes.canvas}
          style={{ height }}
          tabIndex={0}
          role="img"
          aria-label={t('temperature.chart.keys', { label })}
          {...handlers}
          onPointerMove={(event) => {
            handlers.onPointerMove(event);
            setPointer(shareOf(event.currentTarget, event.clientX));
          }}
          onPointerLeave={() => setPointer(null)}
        />
        {pointer !== null && (
          <div
            className={classes.cursor}
            style={{
              left: `calc(${margins.left}px + ${pointer} * (100% - ${margins.left + margins.right}px))`,
            }}
          />
        )}
      </div>
      {bands !== null && <Legend />}
      <TemperatureTable picture={picture} />
    </figure>
  );
}

interface ZoomProperties {
  onIn(): void;
  onOut(): void;
  onWhole(): void;
}

function ZoomButtons({ onIn, onOut, onWhole }: ZoomProperties) {
  const { t } = useTranslation();
  const buttons = [
    ['zoomIn', IconZoomIn, onIn],
    ['zoomOut', IconZoomOut, onOut],
    ['whole', IconArrowsHorizontal, onWhole],
  ] as const;
  return buttons.map(([name, ButtonIcon, onClick]) => (
    <Tooltip key={name} label={t(`temperature.chart.${name}`)}>
      <ActionIcon
        variant="default"
        size={26}
        aria-label={t(`temperature.chart.${name}`)}
        onClick={onClick}
      >
        <ButtonIcon size={15} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  ));
}

function Legend() {
  const { t } = useTranslation();
  const marks = [
    ['label', 'dash', '--good'],
    ['hard', 'dash', '--bad'],
    ['band', 'swatch', '--warn'],
    ['beyond', 'swatch', '--bad'],
    ['missing', 'swatch', '--quiet'],
  ] as const;
  return (
    <ul className={classes.legend}>
      {marks.map(([name, kind, tone]) => (
        <li key={name}>
          <span className={classes[kind]} style={{ '--tone': `var(${tone})` }} aria-hidden />
          {t(`temperature.chart.legend.${name}`)}
        </li>
      ))}
    </ul>
  );
}

/** Draws once a frame at most, at the resolution of the screen, and again when the size or the colours change. */
function useCanvas(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  draw: (pen: CanvasRenderingContext2D, size: { width: number; height: number }) => void,
): void {
  const latest = useRef(draw);
  latest.current = draw;
  const request = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (element === null || pen === null || pen === undefined) return undefined;
    let frame = 0;
    const paint = (): void => {
      const { width } = element.getBoundingClientRect();
      const ratio = window.devicePixelRatio;
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      latest.current(pen, { width, height });
    };
    request.current = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(paint);
    };
    const resized = new ResizeObserver(() => request.current());
    resized.observe(element);
    const recoloured = new MutationObserver(() => request.current());
    recoloured.observe(document.documentElement, {
      attributeFilter: ['data-mantine-color-scheme'],
    });
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      recoloured.disconnect();
    };
  }, [canvas]);
  useEffect(() => request.current());
}
