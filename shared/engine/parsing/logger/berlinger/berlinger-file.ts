import type { Refusal } from '../../../../base/refusal.ts';
import { ok } from '../../../../base/result.ts';
import type { Result } from '../../../../base/result.ts';
import { loggerFileOf } from '../assemble.ts';
import type { Findings } from '../findings.ts';
import type { LoggerFile, StatedExtremes } from '../logger-file.ts';
import { declaredOrder } from '../preamble.ts';
import { rowsOfLines } from '../rows.ts';
import type { Lines, Rows } from '../rows.ts';
import { openLayout } from '../table-layout.ts';
import type { ReadingChoices } from '../table-layout.ts';
import { fixedZone } from '../zone.ts';
import { statedExtremes, zoneMinutes } from './berlinger.ts';
import type { Berlinger } from './berlinger.ts';
import { child, outlineOf, valueAt } from './outline.ts';
import { readDaily, readSummary } from './without-readings.ts';

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

interface Section {
  /** Line of the heading, from 0. */
  readonly start: number;
  readonly end: number;
}

/** A key at the margin; any other line there is a damaged one of its section, to be reported. */
const headingShape = /^[A-Za-z][A-Za-z ]{0,30}:/;

/** The lines from a heading at the margin to the next one. */
function section(lines: Lines, heading: string): Section | null {
  for (let i = 0; i < lines.count; i += 1) {
    if (lines.line(i).trimEnd() !== heading) continue;
    let end = i + 1;
    while (end < lines.count && !headingShape.test(lines.line(end))) end += 1;
    return { start: i, end };
  }
  return null;
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
  const rows: Rows = {
    ...all,
    count: data.end,
    endsOpen: all.endsOpen && data.end === all.count,
  };
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
  const outline = outlineOf(lines, 0, outlineEnd);
  if (!outline.ok) return outline;
  const root = outline.value;
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
