import type { Refusal } from '../../../base/refusal.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { Findings } from './findings.ts';
import type { LoggerFile, ReadTable } from './logger-file.ts';
import { seriesOf } from './reading-series.ts';
import type { Rows } from './rows.ts';
import { spacingOf } from './spacing.ts';
import type { ReadingChoices, TableLayout } from './table-layout.ts';
import { readTable } from './table-reader.ts';
import { zoneOfFile } from './zone-of-file.ts';

function readTableOf(rows: Rows, layout: TableLayout): ReadTable {
  if (layout.header < 0) return { layout, headings: [], headingLine: null };
  return {
    layout,
    headings: rows.cells(layout.header),
    headingLine: rows.numberOf(layout.header),
  };
}

/** Reads a table of readings by its layout, puts it in the order of time and looks at its spacing. */
export function loggerFileOf(
  rows: Rows,
  layout: TableLayout,
  choices: ReadingChoices,
  findings: Findings,
): Result<LoggerFile, Refusal> {
  const table = readTable(rows, layout, choices, findings);
  if (!table.ok) return table;
  const zone = zoneOfFile(table.value.draft, choices.zone, layout.zone, findings);
  if (!zone.ok) return zone;
  const { series, blanks, counts } = seriesOf(table.value.draft, zone.value, findings);
  const spacing = spacingOf(series, blanks, zone.value, layout.intervalSeconds, findings);
  return ok({
    kind: 'readings',
    format: layout.format,
    model: layout.model,
    serial: layout.serial,
    sheet: null,
    zone: zone.value,
    series,
    daily: [],
    stated: { min: null, max: null },
    spacing,
    lines: table.value.counts,
    order: counts,
    table: readTableOf(rows, layout),
    warnings: findings.list(),
  });
}
