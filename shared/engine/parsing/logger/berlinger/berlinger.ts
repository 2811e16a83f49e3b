import type { Refusal } from '../../../../base/refusal.ts';
import { ok } from '../../../../base/result.ts';
import type { Result } from '../../../../base/result.ts';
import type { TemperatureUnit } from '../../../temperature/centi-celsius.ts';
import type { Findings } from '../findings.ts';
import { noOrderCounts, noSeries } from '../logger-file.ts';
import type { LoggerFile, StatedExtremes } from '../logger-file.ts';
import type { Lines } from '../rows.ts';
import type { ReadingChoices } from '../table-layout.ts';
import { fixedZone, zoneTable } from '../zone.ts';
import type { ZoneTable } from '../zone.ts';
import { centiOf } from './daily-records.ts';
import { child, valueAt } from './outline.ts';
import type { OutlineNode } from './outline.ts';

/** A Berlinger text, its outline and what its configuration says. */
export interface Berlinger {
  readonly lines: Lines;
  readonly root: OutlineNode;
  readonly format: string;
  readonly model: string;
  readonly serial: string | null;
  readonly unit: TemperatureUnit | null;
  readonly zoneText: string | null;
  readonly choices: ReadingChoices;
  readonly findings: Findings;
}

/** Minutes east of UTC of `Zone: 5.50` (decimal hours; quarter hours are also seen as 5.30, 5.45). */
export function zoneMinutes(text: string): number | null {
  const match = /^([+-]?)(\d{1,2})(?:[.,](\d{2}))?$/.exec(text.trim());
  if (match === null) return null;
  const fraction = { '00': 0, '25': 15, '50': 30, '75': 45, '30': 30, '45': 45, '15': 15 }[
    match[3] ?? '00'
  ];
  if (fraction === undefined || Number(match[2]) > 15) return null;
  const size = Number(match[2]) * 60 + fraction;
  return match[1] === '-' ? -size : size;
}

/** Zone of a file without readings: the person's choice, else the file's, else none (reported). */
export function zoneOf(file: Berlinger): Result<ZoneTable | null, Refusal> {
  const { choices, zoneText, findings } = file;
  if (choices.zone !== undefined) return zoneTable(choices.zone, 0, 4e9);
  const minutes = zoneText === null ? null : zoneMinutes(zoneText);
  if (minutes !== null) return ok(fixedZone(minutes));
  findings.add(
    'zone',
    0,
    'No time zone in the file: times are local to the logger. Say which (on the command line: --zone).',
  );
  return ok(null);
}

/** Extremes of the run as the file states them. */
export function statedExtremes(file: Berlinger): StatedExtremes {
  const result = child(file.root, 'Res');
  const unit = file.unit ?? 'C';
  return {
    min: centiOf(valueAt(result, 'Min T'), unit),
    max: centiOf(valueAt(result, 'Max T'), unit),
  };
}

/** The parts that files without single readings have in common. */
export const withoutReadings = (file: Berlinger, zone: ZoneTable | null) =>
  ({
    format: file.format,
    model: file.model,
    serial: file.serial,
    sheet: null,
    zone,
    series: noSeries,
    daily: [],
    stated: { min: null, max: null },
    spacing: { intervalSeconds: null, gaps: 0, gapSeconds: 0 },
    lines: { dataLines: 0, read: 0, missing: 0, unreadable: 0, otherDevice: 0 },
    order: noOrderCounts,
    table: null,
  }) satisfies Omit<LoggerFile, 'kind' | 'warnings'>;
