import { dateInWords, epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { ExpiryFault, ExpiryReading } from '../lot/expiry-text.ts';
import { readExpiry } from '../lot/expiry-text.ts';
import type { KitTypeId } from '../study/study-definition.ts';
import { GrowingInt32 } from './growing-int32.ts';
import type { KitListColumns, KitListRole } from './kit-list-columns.ts';
import type { KitListIssue, KitListRule } from './kit-list-issue.ts';
import { KitListReport, roleInWords } from './kit-list-issue.ts';
import { isKitNumber, typedKitNumber } from './kit-number.ts';

/** What the reader must know of the study and of the kits it already has. */
export interface KitListContext {
  readonly kitTypes: readonly { readonly id: KitTypeId; readonly name: string }[];
  /** Why a number does not fit the study's format, or undefined; always undefined for foreign numbering. */
  readonly numberFault: (number: string) => 'length' | 'prefix' | 'character' | 'check' | undefined;
  readonly isTaken: (number: string) => boolean;
  readonly isSequenceTaken: (sequence: number) => boolean;
  /** Issues kept word for word; the rest are counted. */
  readonly issuesKept: number;
}

/** A whole kit list, column by column; row r of every column is one kit. */
export interface KitList {
  readonly count: number;
  readonly numbers: readonly string[];
  /** Index into the context's `kitTypes`. */
  readonly kitTypes: Int32Array;
  readonly lots: readonly { readonly name: string; readonly expiryDay: number }[];
  /** Index into `lots`. */
  readonly lotOf: Int32Array;
  /** Days since 1970-01-01; a month-only expiry is the last day of its month. */
  readonly expiryDays: Int32Array;
  /** Empty when the file has no sequence column. */
  readonly sequences: Int32Array;
  /** How many rows gave only a month. */
  readonly monthOnly: number;
}

/** The outcome: a list only when nothing is wrong, so that nothing is half-imported. */
export type KitListOutcome =
  | { readonly ok: true; readonly value: KitList }
  | {
      readonly ok: false;
      readonly error: {
        readonly rows: number;
        readonly total: number;
        readonly counts: Readonly<Partial<Record<KitListRule, number>>>;
        readonly issues: readonly KitListIssue[];
      };
    };

const expiryExpectations: Readonly<Record<ExpiryFault, string>> = {
  format: 'a date such as 2027-02-28, 28 Feb 2027 or 2027-02',
  'does-not-exist': 'a day that exists',
  ambiguous: 'a date that reads one way only: say whether the day or the month comes first',
  'two-digit-year': 'a year of four digits',
};

const sequenceShape = /^\d{1,9}$/;

/** Checks the rows of a kit list one by one and keeps the good ones as columns. Feed rows in file order, then `finish`. */
export class KitListReader {
  readonly #columns: KitListColumns;
  readonly #context: KitListContext;
  readonly #report: KitListReport;
  readonly #typeIndex = new Map<string, number>();
  readonly #numbers: string[] = [];
  readonly #lineOf = new Map<string, number>();
  readonly #kitTypes = new GrowingInt32();
  readonly #lots: { readonly name: string; readonly expiryDay: number }[] = [];
  readonly #lotIndex = new Map<string, number>();
  readonly #lotOf = new GrowingInt32();
  readonly #expiryDays = new GrowingInt32();
  readonly #expiryCache = new Map<string, ExpiryReading>();
  readonly #sequences = new GrowingInt32();
  readonly #sequencesSeen = new Set<number>();
  #rows = 0;
  #monthOnly = 0;

  constructor(columns: KitListColumns, context: KitListContext) {
    this.#columns = columns;
    this.#context = context;
    this.#report = new KitListReport(context.issuesKept);
    for (const [index, { id, name }] of context.kitTypes.entries()) {
      this.#typeIndex.set(name.toLowerCase(), index);
      this.#typeIndex.set(id.toLowerCase(), index);
    }
  }

  /** Rows read so far, good or bad. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes one row; `line` is its line in the file. The array is not kept. */
  row(cells: readonly string[], line: number): void {
    this.#rows++;
    const { headings, positions } = this.#columns;
    if (cells.length > headings.length) {
      const expected = `${headings.length} cells, as in the first row`;
      this.#report.add('too-many-cells', line, '', `${cells.length} cells`, expected);
    }
    this.#number(this.#cell(cells, 'number', line), line);
    this.#kitType(this.#cell(cells, 'kitType', line), line);
    const expiryDay = this.#expiry(this.#cell(cells, 'expiry', line), line);
    this.#lot(this.#cell(cells, 'lot', line), expiryDay, line);
    if (positions.sequence >= 0) this.#sequence(this.#cell(cells, 'sequence', line), line);
  }

  /** The list, or everything that is wrong with it. */
  finish(): KitListOutcome {
    const { total, counts, issues } = this.#report;
    if (total > 0) return { ok: false, error: { rows: this.#rows, total, counts, issues } };
    return {
      ok: true,
      value: {
        count: this.#rows,
        numbers: this.#numbers,
        kitTypes: this.#kitTypes.values(),
        lots: this.#lots,
        lotOf: this.#lotOf.values(),
        expiryDays: this.#expiryDays.values(),
        sequences: this.#sequences.values(),
        monthOnly: this.#monthOnly,
      },
    };
  }

  #cell(cells: readonly string[], role: KitListRole, line: number): string | undefined {
    const text = cells[this.#columns.positions[role]]?.trim();
    if (text !== undefined && text !== '') return text;
    this.#issue('cell-missing', role, line, 'nothing', `a ${roleInWords[role]}`);
    return undefined;
  }

  #issue(
    rule: KitListRule,
    role: KitListRole,
    line: number,
    found: string,
    expected: string,
  ): void {
    const heading = this.#columns.headings[this.#columns.positions[role]] ?? role;
    this.#report.add(rule, line, heading, found, expected);
  }

  #number(cell: string | undefined, line: number): void {
    if (cell === undefined) return;
    const number = typedKitNumber(cell);
    const fault = isKitNumber(number) ? this.#context.numberFault(number) : 'character';
    if (fault === 'check') {
      this.#issue(
        'check-character',
        'number',
        line,
        cell,
        'a number whose check character is right',
      );
    } else if (fault !== undefined) {
      this.#issue(
        'number-format',
        'number',
        line,
        cell,
        `a kit number of this study (${fault} is wrong)`,
      );
    }
    const earlier = this.#lineOf.get(number);
    if (earlier !== undefined) {
      this.#issue(
        'number-repeated',
        'number',
        line,
        cell,
        `a number not used before (also in line ${earlier})`,
      );
    } else if (this.#context.isTaken(number)) {
      this.#issue('number-in-use', 'number', line, cell, 'a number that no kit of this study has');
    }
    this.#lineOf.set(number, line);
    this.#numbers.push(number);
  }

  #kitType(cell: string | undefined, line: number): void {
    if (cell === undefined) return;
    const index = this.#typeIndex.get(cell.toLowerCase());
    if (index === undefined) {
      const known = this.#context.kitTypes.slice(0, 8).map(({ id }) => id);
      this.#issue(
        'unknown-kit-type',
        'kitType',
        line,
        cell,
        `a kit type of the study: ${known.join(', ')}`,
      );
    }
    this.#kitTypes.push(index ?? -1);
  }

  #expiry(cell: string | undefined, line: number): number | undefined {
    if (cell === undefined) return undefined;
    let reading = this.#expiryCache.get(cell);
    if (reading === undefined) {
      reading = readExpiry(cell, this.#columns.dateOrder);
      // Lists have few dates; a hostile one with many must not fill the cache.
      if (this.#expiryCache.size < 10_000) this.#expiryCache.set(cell, reading);
    }
    if ('fault' in reading) {
      this.#issue(
        `expiry-${reading.fault}`,
        'expiry',
        line,
        cell,
        expiryExpectations[reading.fault],
      );
      return undefined;
    }
    if (reading.precision === 'month') this.#monthOnly++;
    const day = epochDayOf(reading.date);
    this.#expiryDays.push(day);
    return day;
  }

  #lot(cell: string | undefined, expiryDay: number | undefined, line: number): void {
    if (cell === undefined) return;
    if (cell.length > 40)
      this.#issue('lot-format', 'lot', line, cell, 'a lot of at most 40 characters');
    if (expiryDay === undefined) return;
    let index = this.#lotIndex.get(cell);
    if (index === undefined) {
      index = this.#lots.push({ name: cell, expiryDay }) - 1;
      this.#lotIndex.set(cell, index);
    }
    const known = (this.#lots[index] as { expiryDay: number }).expiryDay;
    if (known !== expiryDay) {
      const first = dateInWords(isoDateFromEpochDay(known));
      this.#issue(
        'lot-two-expiries',
        'lot',
        line,
        cell,
        `one expiry for a lot (${first} in an earlier row)`,
      );
    }
    this.#lotOf.push(index);
  }

  #sequence(cell: string | undefined, line: number): void {
    if (cell === undefined) return;
    const value = sequenceShape.test(cell) ? Number(cell) : 0;
    if (value < 1) {
      this.#issue('sequence-format', 'sequence', line, cell, 'a whole number from 1 to 999999999');
      return;
    }
    if (this.#sequencesSeen.has(value) || this.#context.isSequenceTaken(value)) {
      this.#issue('sequence-repeated', 'sequence', line, cell, 'a sequence number not used before');
    }
    this.#sequencesSeen.add(value);
    this.#sequences.push(value);
  }
}
