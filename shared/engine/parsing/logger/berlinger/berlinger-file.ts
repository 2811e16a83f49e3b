import { refusal } from '../../../../base/refusal.ts';
import type { Refusal } from '../../../../base/refusal.ts';
import { err, ok } from '../../../../base/result.ts';
import type { Result } from '../../../../base/result.ts';
import type { TemperatureUnit } from '../../../temperature/centi-celsius.ts';
import { loggerFileOf } from '../assemble.ts';
import type { Findings } from '../findings.ts';
import { noOrderCounts, noSeries } from '../logger-file.ts';
import type { LoggerFile, StatedExtremes } from '../logger-file.ts';
import { rowsOfLines } from '../rows.ts';
import type { Lines, Rows } from '../rows.ts';
import { declaredOrder } from '../preamble.ts';
import { openLayout } from '../table-layout.ts';
import type { ReadingChoices } from '../table-layout.ts';
import { fixedZone, zoneTable } from '../zone.ts';
import type { ZoneTable } from '../zone.ts';
import { centiOf, dailyHistory } from './daily-records.ts';
import { child, outlineOf, valueAt } from './outline.ts';
import type { OutlineNode } from './outline.ts';

/** True for the indented text that Fridge-tag and Q-tag write. */
export function isBerlinger(lines: Lines): boolean {
  let device = false;
  for (let i = 0; i < Math.min(lines.count, 10); i += 1) {
    const line = lines.line(i);
    if (/^Device:\s*\S/.test(line)) device = true;
    if (device && /^(?:Vers|Fw Vers|Conf):/.test(line)) return true;
  }
  return false;
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

interface Berlinger {
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

interface Section {
  /** Line of the heading, from 0. */
  readonly start: number;
  readonly end: number;
}

/** The lines from a heading at the margin to the next one. */
function section(lines: Lines, heading: string): Section | null {
  for (let i = 0; i < lines.count; i += 1) {
    if (lines.line(i).trimEnd() !== heading) continue;
    let end = i + 1;
    while (end < lines.count && /^(?:\s|$)/.test(lines.line(end))) end += 1;
    return { start: i, end };
  }
  return null;
}

function zoneOf(file: Berlinger): Result<ZoneTable | null, Refusal> {
  const { choices, zoneText, findings } = file;
  if (choices.zone !== undefined) return zoneTable(choices.zone, 0, 4e9);
  const minutes = zoneText === null ? null : zoneMinutes(zoneText);
  if (minutes !== null) return ok(fixedZone(minutes));
  findings.add(
    'zone',
    0,
    'No time zone in the file: times are local to the logger. Say which with --zone.',
  );
  return ok(null);
}

function statedExtremes(file: Berlinger): StatedExtremes {
  const result = child(file.root, 'Res');
  const unit = file.unit ?? 'C';
  return {
    min: centiOf(valueAt(result, 'Min T'), unit),
    max: centiOf(valueAt(result, 'Max T'), unit),
  };
}

function compareStated(
  read: LoggerFile,
  stated: StatedExtremes,
  line: number,
  findings: Findings,
): void {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const centi of read.series.centi) {
    min = Math.min(min, centi);
    max = Math.max(max, centi);
  }
  if (stated.min !== null && stated.min !== min) {
    findings.add(
      'contradiction',
      line,
      `The file states a lowest temperature of ${stated.min / 100} °C, its readings give ${min / 100} °C.`,
    );
  }
  if (stated.max !== null && stated.max !== max) {
    findings.add(
      'contradiction',
      line,
      `The file states a highest temperature of ${stated.max / 100} °C, its readings give ${max / 100} °C.`,
    );
  }
}

function readData(file: Berlinger, data: Section): Result<LoggerFile, Refusal> {
  const all = rowsOfLines(file.lines, '\t');
  const rows: Rows = { ...all, count: data.end };
  const headed = /[a-z]/i.test(file.lines.line(data.start + 1).replaceAll(/[\tx]/g, ''));
  const minutes = valueAt(file.root, 'Conf', 'Logging Interval');
  const offset = file.zoneText === null ? null : zoneMinutes(file.zoneText);
  const layout = {
    ...openLayout,
    format: file.format,
    model: file.model,
    serial: file.serial,
    header: data.start + 1,
    firstRow: data.start + (headed ? 2 : 1),
    dateColumn: 1,
    temperatureColumn: 2,
    unit: file.unit,
    declaredOrder: declaredOrder(
      { ...all, count: data.start + 2, cells: (i) => (i < data.start ? [] : all.cells(i)) },
      data.start + 2,
    ),
    intervalSeconds:
      minutes !== null && /^\d{1,4}$/.test(minutes) ? Number(minutes) * 60 || null : null,
    zone: offset === null ? null : fixedZone(offset).name,
  };
  const read = loggerFileOf(rows, layout, file.choices, file.findings);
  if (!read.ok) return read;
  const stated = statedExtremes(file);
  compareStated(read.value, stated, child(file.root, 'Res')?.line ?? 0, file.findings);
  return ok({ ...read.value, stated, warnings: file.findings.list() });
}

function readDaily(file: Berlinger, hist: OutlineNode): Result<LoggerFile, Refusal> {
  const zone = zoneOf(file);
  if (!zone.ok) return zone;
  const history = dailyHistory(hist, file.unit ?? 'C', file.findings);
  if (history.records.length === 0) {
    return err(
      refusal(
        'no-readings',
        `The history at line ${hist.line} holds no day that can be read.`,
        'Read the logger out again; a logger that was just started has no history yet.',
        file.findings
          .list()
          .slice(0, 5)
          .map(({ line, message }) => `Line ${line}: ${message}`),
      ),
    );
  }
  file.findings.add(
    'daily',
    hist.line,
    `The logger keeps only the extremes of each day: ${history.records.length} daily records, no single readings. No mean kinetic temperature can be calculated.`,
  );
  return ok({
    kind: 'daily',
    format: file.format,
    model: file.model,
    serial: file.serial,
    zone: zone.value,
    series: noSeries,
    daily: history.records,
    stated: { min: null, max: null },
    spacing: {
      intervalSeconds: 86_400,
      gaps: history.gaps,
      gapSeconds: history.missingDays * 86_400,
    },
    lines: {
      dataLines: history.found,
      read: history.records.length - history.missing,
      missing: history.missing,
      unreadable: history.unreadable,
      otherDevice: 0,
    },
    order: { ...noOrderCounts, duplicates: history.duplicates, conflicts: history.duplicates },
    warnings: file.findings.list(),
  });
}

function readSummary(file: Berlinger): Result<LoggerFile, Refusal> {
  const zone = zoneOf(file);
  if (!zone.ok) return zone;
  const stated = statedExtremes(file);
  if (stated.min === null && stated.max === null) {
    return err(
      refusal(
        'no-readings',
        'The file has neither readings (Data:), nor a daily history (Hist:), nor a result (Res:).',
        'Check that the file is complete: it ends with a line that begins with Sig:.',
      ),
    );
  }
  file.findings.add(
    'summary',
    child(file.root, 'Res')?.line ?? 0,
    'The logger states only the extremes of the whole run: no readings, no mean kinetic temperature.',
  );
  return ok({
    kind: 'summary',
    format: file.format,
    model: file.model,
    serial: file.serial,
    zone: zone.value,
    series: noSeries,
    daily: [],
    stated,
    spacing: { intervalSeconds: null, gaps: 0, gapSeconds: 0 },
    lines: { dataLines: 0, read: 0, missing: 0, unreadable: 0, otherDevice: 0 },
    order: noOrderCounts,
    warnings: file.findings.list(),
  });
}

/**
 * Reads a Berlinger text file: readings where it has them, else the daily history, else the
 * result of the run. Its signature is another matter (`sealTextOf`).
 */
export function berlingerFile(
  lines: Lines,
  choices: ReadingChoices,
  findings: Findings,
): Result<LoggerFile, Refusal> {
  const data = section(lines, 'Data:');
  const marker = section(lines, 'Marker:');
  const outlineEnd = Math.min(data?.start ?? lines.count, marker?.start ?? lines.count);
  const root = outlineOf(lines, 0, outlineEnd);
  const model = valueAt(root, 'Device') ?? 'Berlinger';
  const stated = valueAt(root, 'Conf', 'Temp unit')?.toUpperCase();
  const file: Berlinger = {
    lines,
    root,
    format: /fridge-?tag/i.test(model) ? 'berlinger-fridge-tag' : 'berlinger-q-tag',
    model,
    serial: valueAt(root, 'Conf', 'Serial') ?? valueAt(root, 'Serial'),
    unit: choices.unit ?? (stated === 'F' || stated === 'C' ? stated : null),
    zoneText: valueAt(root, 'Conf', 'Zone'),
    choices,
    findings,
  };
  const hist = child(root, 'Hist');
  const hasData = data !== null && hasDigits(lines, data);
  if (hasData) return readData(file, data);
  return hist === null ? readSummary(file) : readDaily(file, hist);
}

function hasDigits(lines: Lines, data: Section): boolean {
  for (let i = data.start + 1; i < data.end; i += 1) if (/\d/.test(lines.line(i))) return true;
  return false;
}
