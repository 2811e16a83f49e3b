import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { margins } from './draw-temperatures.ts';
import { panned, zoomed } from './view-window.ts';
import type { ViewWindow } from './view-window.ts';

const keyPan = 0.15;
const keyZoom = 0.6;

/** Where on the plot a pointer is: 0 its left edge, 1 its right. */
export function shareOf(canvas: HTMLCanvasElement, clientX: number): number {
  const box = canvas.getBoundingClientRect();
  const width = box.width - margins.left - margins.right;
  return Math.min(1, Math.max(0, (clientX - box.left - margins.left) / width));
}

/** Pan and zoom of a chart: wheel, drag, and keys. */
export function useViewWindow(canvas: RefObject<HTMLCanvasElement | null>, whole: ViewWindow) {
  const [view, setView] = useState(whole);
  const grip = useRef<number | null>(null);

  useEffect(() => setView(whole), [whole]);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    // React listens passively, where a wheel cannot be kept from scrolling the page.
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.shiftKey && document.activeElement !== element) return;
      event.preventDefault();
      const isPan = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const turn = (event.deltaY + event.deltaX) / 600;
      setView((now) =>
        isPan
          ? panned(now, whole, turn)
          : zoomed(now, whole, Math.exp(event.deltaY / 300), shareOf(element, event.clientX)),
      );
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [canvas, whole]);

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    grip.current = shareOf(event.currentTarget, event.clientX);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const at = shareOf(event.currentTarget, event.clientX);
    if (grip.current === null) return;
    const moved = grip.current - at;
    grip.current = at;
    setView((now) => panned(now, whole, moved));
  };
  const onPointerUp = (): void => {
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = keyed(event.key, view, whole);
    if (next === null) return;
    event.preventDefault();
    setView(next);
  };
  return { view, setView, handlers: { onPointerDown, onPointerMove, onPointerUp, onKeyDown } };
}

function keyed(key: string, view: ViewWindow, whole: ViewWindow): ViewWindow | null {
  switch (key) {
    case 'ArrowLeft':
      return panned(view, whole, -keyPan);
    case 'ArrowRight':
      return panned(view, whole, keyPan);
    case '+':
    case '=':
      return zoomed(view, whole, keyZoom);
    case '-':
      return zoomed(view, whole, 1 / keyZoom);
    case '0':
    case 'Home':
      return whole;
    default:
      return null;
  }
}
