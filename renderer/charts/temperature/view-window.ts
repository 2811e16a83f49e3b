/** The part of time that a chart shows, in seconds since 1970. */
export interface ViewWindow {
  readonly from: number;
  readonly to: number;
}

/** Closer than this nothing more is to be seen. */
const shortest = 120;

/** Keeps a window within the whole, as wide as it can be. */
function within({ from, to }: ViewWindow, whole: ViewWindow): ViewWindow {
  const width = Math.min(to - from, whole.to - whole.from);
  const left = Math.min(Math.max(from, whole.from), whole.to - width);
  return { from: left, to: left + width };
}

/** Wider (factor above 1) or narrower around a point of the window, 0 its left edge and 1 its right. */
export function zoomed(
  view: ViewWindow,
  whole: ViewWindow,
  factor: number,
  around = 0.5,
): ViewWindow {
  const width = view.to - view.from;
  const most = whole.to - whole.from;
  const next = Math.min(most, Math.max(Math.min(shortest, most), width * factor));
  const fixed = view.from + around * width;
  return within({ from: fixed - around * next, to: fixed + (1 - around) * next }, whole);
}

/** Moved by a share of its own width, to the right where positive. */
export function panned(view: ViewWindow, whole: ViewWindow, share: number): ViewWindow {
  const step = share * (view.to - view.from);
  return within({ from: view.from + step, to: view.to + step }, whole);
}

/** A stretch of time with as much room at either side. */
export function around(from: number, to: number, whole: ViewWindow): ViewWindow {
  const room = Math.max(to - from, 1800);
  const left = Math.max(whole.from, from - room);
  const right = Math.min(whole.to, to + room);
  return zoomed({ from: left, to: right }, whole, 1);
}

const minute = 60;
const hour = 3600;
const day = 24 * hour;
const steps = [
  minute,
  5 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  30 * day,
  91 * day,
] as const;

export interface TimeTick {
  readonly at: number;
  readonly isDay: boolean;
}

/** Round moments of a clock that is `offset` seconds ahead of UTC, at most `most` of them. */
export function timeTicks(view: ViewWindow, offset: number, most: number): readonly TimeTick[] {
  const width = view.to - view.from;
  const step = steps.find((known) => width / known <= most) ?? (steps.at(-1) as number);
  const ticks: TimeTick[] = [];
  const first = Math.ceil((view.from + offset) / step) * step;
  for (let local = first; local <= view.to + offset; local += step) {
    ticks.push({ at: local - offset, isDay: local % day === 0 });
  }
  return ticks;
}
