import type { TemperatureUnit } from '../../temperature/centi-celsius.ts';
import type { LoggerWarning } from './findings.ts';

export type DateOrder = 'day-first' | 'month-first';

/** What a person has said about a file, because the file does not say it. */
export interface ReadingChoices {
  readonly dateOrder?: DateOrder;
  /** `+02:00` or `Europe/Berlin`. */
  readonly zone?: string;
  readonly unit?: TemperatureUnit;
  /** Heading of the temperature column, or its number from 1. */
  readonly column?: string;
  /** Name of the sheet, or its number from 1, where a workbook holds readings on several. */
  readonly sheet?: string;
  /** Which logger, where one file holds several. */
  readonly device?: string;
  /** Some makes write the serial number only there. */
  readonly fileName?: string;
}

/**
 * Where a table keeps its readings. Plain data: a person can confirm it once, have it signed and
 * apply it to later files of the same shape. Rows and columns count from 0.
 */
export interface TableLayout {
  readonly format: string;
  readonly model: string | null;
  readonly serial: string | null;
  /** Row of the headings, or −1. */
  readonly header: number;
  readonly firstRow: number;
  readonly dateColumn: number;
  /** Column of the time of day where it stands apart from the date. */
  readonly timeColumn: number | null;
  readonly temperatureColumn: number;
  /** Cells of the header row; a wider data row cannot be trusted. Null where there is no header. */
  readonly width: number | null;
  readonly unit: TemperatureUnit | null;
  /** The order that the file declares in words such as dd/mm/yyyy. */
  readonly declaredOrder: DateOrder | null;
  /** The order that this make writes when its lines do not tell. */
  readonly usualOrder: DateOrder | null;
  readonly intervalSeconds: number | null;
  readonly zone: string | null;
  readonly deviceColumn: number | null;
  /** True where a number in the time column may count seconds since 1970. */
  readonly unixTime: boolean;
  readonly notes: readonly LoggerWarning[];
}

/** Everything that most layouts leave open. */
export const openLayout = {
  model: null,
  serial: null,
  header: -1,
  timeColumn: null,
  width: null,
  unit: null,
  declaredOrder: null,
  usualOrder: null,
  intervalSeconds: null,
  zone: null,
  deviceColumn: null,
  unixTime: false,
  notes: [],
} as const;
