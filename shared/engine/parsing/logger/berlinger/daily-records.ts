import { centiFromMicro } from '../../../temperature/centi-celsius.ts';
import type { TemperatureUnit } from '../../../temperature/centi-celsius.ts';
import { daysBetween, isIsoDate } from '../../../../base/iso-date.ts';
import type { IsoDate } from '../../../../base/iso-date.ts';
import type { Findings } from '../findings.ts';
import type { DailyRecord } from '../logger-file.ts';
import { temperatureCell } from '../temperature-cell.ts';
import { child, valueAt } from './outline.ts';
import type { OutlineNode } from './outline.ts';

/** Hundredths of °C of a value in the file's unit; null for one that is missing or no number. */
export function centiOf(text: string | null, unit: TemperatureUnit): number | null {
  const cell = temperatureCell(text ?? '');
  if (cell.kind !== 'value') return null;
  const centi = centiFromMicro(cell.micro, cell.unit ?? unit);
  return Number.isNaN(centi) ? null : centi;
}

const timeShape = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const timeOf = (text: string | null): string | null =>
  text !== null && timeShape.test(text) ? text : null;

function minutesOf(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** Minutes without a working sensor, over both sensors. */
function blindMinutes(day: OutlineNode, findings: Findings): number {
  let total = 0;
  for (const name of ['Ext Sensor timeout', 'Int Sensor timeout']) {
    const minutes = minutesOf(valueAt(day, name, 't AccST')) ?? 0;
    total += minutes;
    if (minutes > 0) {
      const line = child(child(day, name), 't AccST')?.line ?? day.line;
      findings.add(
        'no sensor',
        line,
        `No ${name.startsWith('Ext') ? 'external' : 'internal'} sensor for ${minutes} min: nothing was measured.`,
      );
    }
  }
  return total;
}

/** One day of the history; null (reported) when its date is not a day. */
function recordOf(day: OutlineNode, unit: TemperatureUnit, findings: Findings): DailyRecord | null {
  const date = valueAt(day, 'Date') ?? '';
  if (!isIsoDate(date)) {
    findings.add(
      'unreadable record',
      day.line,
      `The record has no date in the form YYYY-MM-DD (${JSON.stringify(date.slice(0, 20))}). Not read.`,
    );
    return null;
  }
  const min = centiOf(valueAt(day, 'Min T'), unit);
  const max = centiOf(valueAt(day, 'Max T'), unit);
  if (min === null || max === null) {
    findings.add(
      'missing value',
      day.line,
      `No ${min === null ? 'lowest' : 'highest'} temperature on ${date}.`,
    );
  }
  if (min !== null && max !== null && min > max) {
    findings.add(
      'contradiction',
      day.line,
      `On ${date} the lowest temperature is above the highest.`,
    );
  }
  return {
    line: day.line,
    date,
    min,
    minAt: timeOf(valueAt(day, 'TS Min T')),
    max,
    maxAt: timeOf(valueAt(day, 'TS Max T')),
    mean: centiOf(valueAt(day, 'Avrg T'), unit),
    minutesBelow: minutesOf(valueAt(day, 'Alarm', '0', 't Acc')),
    minutesAbove: minutesOf(valueAt(day, 'Alarm', '1', 't Acc')),
    minutesBlind: blindMinutes(day, findings),
  };
}

export interface DailyHistory {
  readonly records: readonly DailyRecord[];
  readonly found: number;
  readonly unreadable: number;
  readonly missing: number;
  readonly duplicates: number;
  readonly gaps: number;
  readonly missingDays: number;
}

function reportSpacing(records: readonly DailyRecord[], findings: Findings) {
  let [duplicates, gaps, missingDays] = [0, 0, 0];
  for (let i = 1; i < records.length; i += 1) {
    const [before, after] = [records[i - 1] as DailyRecord, records[i] as DailyRecord];
    const days = daysBetween(before.date as IsoDate, after.date as IsoDate);
    if (days === 0) {
      duplicates += 1;
      findings.add(
        'duplicate',
        after.line,
        `The day ${after.date} is also at line ${before.line}; both are kept.`,
      );
    } else if (days > 1) {
      gaps += 1;
      missingDays += days - 1;
      findings.add(
        'gap',
        after.line,
        `${days - 1} days without a record between ${before.date} and ${after.date}.`,
      );
    }
  }
  return { duplicates, gaps, missingDays };
}

/** Records count from 1; a key that is out of turn or no number means that one was lost. */
function reportNumbers(hist: OutlineNode, days: readonly OutlineNode[], findings: Findings): void {
  days.forEach((day, i) => {
    if (Number(day.key) === i + 1) return;
    findings.add('numbering', day.line, `Record ${day.key} stands where record ${i + 1} is due.`);
  });
  for (const { key, line, children } of hist.children) {
    if (/^\d+$/.test(key) || children.length === 0) continue;
    findings.add(
      'unreadable record',
      line,
      () => `"${key.slice(0, 40)}" is no record number. Not read.`,
    );
  }
}

/**
 * The daily history below `Hist:`, oldest day first. Of a file that was cut off within its last
 * record (`endsInRecord`) that record is left out, because a number may have lost its end.
 */
export function dailyHistory(
  hist: OutlineNode,
  unit: TemperatureUnit,
  endsInRecord: boolean,
  findings: Findings,
): DailyHistory {
  const days = hist.children.filter(({ key }) => /^\d+$/.test(key));
  reportNumbers(hist, days, findings);
  const whole = endsInRecord ? days.slice(0, -1) : days;
  const last = days.at(-1);
  if (endsInRecord && last !== undefined) {
    findings.add(
      'unreadable record',
      last.line,
      'The file ends in the middle of this record: it was cut off. Not read.',
    );
  }
  const records = whole
    .map((day) => recordOf(day, unit, findings))
    .filter((record) => record !== null)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.line - b.line));
  return {
    records,
    found: days.length,
    unreadable: days.length - records.length,
    missing: records.filter(({ min, max }) => min === null || max === null).length,
    ...reportSpacing(records, findings),
  };
}
