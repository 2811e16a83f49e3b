import { loggerLimits } from './limits.ts';
import type { Rows } from './rows.ts';
import type { DateOrder } from './table-layout.ts';
import { fixedOffsetMinutes } from './zone.ts';

/** Value beside a key in the lines above the readings: `Key: value`, `Key = value` or two cells. */
export interface Stated {
  readonly value: string;
  /** From 0. */
  readonly row: number;
}

const serialKey =
  /^(?:(?:logger|device|instrument|unit|sensor|probe)\s*)?(?:serial(?:\s*(?:number|num|no|nr|#)\.?)?|s\/n|s\.\s?n\.|sn|seriennummer|seriennr\.?|n[°ºo.]*\s*de\s*s[eé]rie)$/i;
const modelKey =
  /^(?:(?:logger|device|instrument)\s*)?(?:model|type|typ|product\s*model|recorder\s*type|model(?:l|o|e)?\s*(?:name|number)?|device(?:\s*type)?|product|instrument)$/i;
const zoneKey =
  /^(?:time\s*)?(?:zone|base)$|^(?:utc|gmt)\s*offset$|^zeitzone$|^time\s*zone\b.*$|^fuseau.*$|^tz$/i;
const unitKey =
  /^(?:temp(?:erature)?\.?\s*)?(?:unit|units|scale)(?:\s*of\s*(?:temperature|measure))?$|^einheit$/i;
const intervalKey =
  /^(?:log(?:ging)?|sampl(?:e|ing)|record(?:ing)?|reading|measur(?:e|ement|ing))?[\s-]*(?:interval|intervall|rate|period|messtakt)(?:\s*\(?[a-z:]*\)?)?$/i;

export const keys = { serialKey, modelKey, zoneKey, unitKey, intervalKey } as const;

function besideInCell(cell: string, key: RegExp): string | null {
  for (const mark of [':', '=', ',']) {
    const at = cell.indexOf(mark);
    if (at > 0 && at < 60 && key.test(cell.slice(0, at).trim())) {
      const value = cell.slice(at + 1).trim();
      if (value !== '') return value;
    }
  }
  return null;
}

/** The first value stated for a key in the rows before `end`, or null. */
export function stated(rows: Rows, end: number, key: RegExp): Stated | null {
  const last = Math.min(end, rows.count, loggerLimits.headerLines);
  for (let row = 0; row < last; row += 1) {
    const cells = rows.cells(row);
    for (let i = 0; i < Math.min(cells.length, 20); i += 1) {
      const cell = cells[i] as string;
      if (cell === '' || cell.length > 200) continue;
      const inside = besideInCell(cell, key);
      if (inside !== null) return { value: inside, row };
      if (!key.test(cell.replace(/\s*[:=]$/, ''))) continue;
      const next = cells.slice(i + 1).find((other) => other !== '');
      if (next !== undefined) return { value: next, row };
    }
  }
  return null;
}

const offsetInText = /\b(?:UTC|GMT)\s*(?:[+-]\s*\d{1,2}(?::?\d{2})?)?(?![\w/])/i;
const place =
  /\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Za-z_]+(?:\/[A-Za-z_]+)?/;

/** A zone written in a text: an IANA name, or UTC/GMT with or without an offset; null for none. */
export function zoneNamed(text: string): string | null {
  const named = place.exec(text)?.[0];
  if (named !== undefined) return named;
  const offset = offsetInText.exec(text)?.[0].replaceAll(/\s/g, '');
  return offset !== undefined && fixedOffsetMinutes(offset) !== null ? offset : null;
}

/** A zone stated in the rows before `end` or in the heading of the time column. */
export function zoneStated(rows: Rows, end: number, timeHeading: string): string | null {
  const inHeading = zoneNamed(timeHeading);
  if (inHeading !== null) return inHeading;
  const value = stated(rows, end, zoneKey)?.value;
  if (value === undefined) return null;
  return zoneNamed(value) ?? (fixedOffsetMinutes(value) === null ? null : value);
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Seconds of `600`, `10`, `00:10:00`, `10 min`, `5 minutes`, `30 s`; a bare number counts `bareUnit`. */
export function secondsStated(text: string, bareUnit: number | null): number | null {
  const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim());
  if (clock !== null) {
    const [a, b, c] = [Number(clock[1]), Number(clock[2]), clock[3]];
    return c === undefined ? null : a * 3600 + b * 60 + Number(c);
  }
  const match = /^(\d{1,6})\s*([a-z]*)\.?$/i.exec(text.trim());
  if (match === null) return null;
  const unit = (match[2] ?? '').toLowerCase();
  const factor = unit === '' ? bareUnit : (unitSeconds[unit.charAt(0)] ?? null);
  return factor === null ? null : Number(match[1]) * factor || null;
}

const dayFirstWords = /\bd{1,2}[-/. ]m{1,3}[-/. ]y{2,4}\b/i;
const monthFirstWords = /\bm{1,2}[-/. ]d{1,2}[-/. ]y{2,4}\b/i;

/** Order of dates that the rows before `end` declare in words such as dd/mm/yyyy. */
export function declaredOrder(rows: Rows, end: number): DateOrder | null {
  for (let row = 0; row < Math.min(end, rows.count, loggerLimits.headerLines); row += 1) {
    for (const cell of rows.cells(row)) {
      if (cell.length > 200) continue;
      if (dayFirstWords.test(cell)) return 'day-first';
      if (monthFirstWords.test(cell)) return 'month-first';
    }
  }
  return null;
}
