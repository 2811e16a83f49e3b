import type { LoggerWarning } from './findings.ts';
import type { ReadingSeries } from './draft.ts';
import type { OrderCounts } from './reading-series.ts';
import type { Spacing } from './spacing.ts';
import type { TableLayout } from './table-layout.ts';
import type { LineCounts } from './table-reader.ts';
import type { ZoneTable } from './zone.ts';

/** One day of a logger that keeps only the extremes of each day. Temperatures in hundredths of °C. */
export interface DailyRecord {
  readonly line: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly min: number | null;
  /** Local time of day, `HH:MM`. */
  readonly minAt: string | null;
  readonly max: number | null;
  readonly maxAt: string | null;
  readonly mean: number | null;
  readonly minutesBelow: number | null;
  readonly minutesAbove: number | null;
  /** Minutes without a working sensor. */
  readonly minutesBlind: number;
}

/** Extremes that a file states itself, in hundredths of °C. */
export interface StatedExtremes {
  readonly min: number | null;
  readonly max: number | null;
}

/** Columns of a table as they were read. */
export interface ReadTable {
  readonly layout: TableLayout;
  /** Headings of the table; empty where it has none. */
  readonly headings: readonly string[];
  /** Their line, counted from 1; null where there are none. */
  readonly headingLine: number | null;
}

/**
 * A logger's file, read. `readings` has a series; `daily` has one record a day and no series;
 * `summary` states extremes of the whole run and nothing more.
 */
export interface LoggerFile {
  readonly kind: 'readings' | 'daily' | 'summary';
  readonly format: string;
  readonly model: string | null;
  readonly serial: string | null;
  /** Sheet of a workbook that was read; null for a text. */
  readonly sheet: string | null;
  /** Zone of the local times; null where neither file nor person says. */
  readonly zone: ZoneTable | null;
  readonly series: ReadingSeries;
  readonly daily: readonly DailyRecord[];
  readonly stated: StatedExtremes;
  readonly spacing: Spacing;
  readonly lines: LineCounts;
  readonly order: OrderCounts;
  /** Where the readings stood, for a person to confirm; null where the make has no table. */
  readonly table: ReadTable | null;
  readonly warnings: readonly LoggerWarning[];
}

export const noSeries: ReadingSeries = {
  at: new Float64Array(0),
  centi: new Int32Array(0),
  line: new Uint32Array(0),
};

export const noOrderCounts: OrderCounts = {
  duplicates: 0,
  conflicts: 0,
  outOfOrder: 0,
  nonexistent: 0,
  ambiguous: 0,
};
