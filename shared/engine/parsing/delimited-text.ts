/** Caps of a delimited text; characters are UTF-16 units. */
export interface DelimitedLimits {
  readonly rows: number;
  readonly columns: number;
  readonly cellLength: number;
  readonly rowLength: number;
}

export const delimitedLimits: DelimitedLimits = {
  rows: 2_000_000,
  columns: 64,
  cellLength: 1_000,
  rowLength: 20_000,
};

export type DelimitedFault =
  | 'unclosed-quote'
  | 'text-after-quote'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'cell-too-long'
  | 'row-too-long';

/** Where scanning stopped; line and column (of the cell) count from 1. */
export interface DelimitedStop {
  readonly fault: DelimitedFault;
  readonly line: number;
  readonly column: number;
}

/** Called for each row that is not blank. The array is reused: copy what must last. `line` is where the row starts. */
export type RowSink = (cells: readonly string[], line: number) => void;

const [quote, lineFeed, carriageReturn] = [34, 10, 13];

/** Position after a quoted cell that starts at `from`, −1 when its quote is still open. */
function quotedEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at + 1;
  }
  return -1;
}

const lineBreaks = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

/**
 * Scans a delimited text (RFC 4180 quoting; rows end with LF, CRLF or CR) piece by piece. Rows longer
 * or wider than the limits stop it, so that memory stays bounded by one piece and one row.
 */
export class DelimitedScan {
  readonly #separator: number;
  readonly #onRow: RowSink;
  readonly #limits: DelimitedLimits;
  readonly #cells: string[] = [];
  #carried = '';
  #line = 1;
  #rows = 0;
  #sawQuote = false;
  #stopped: DelimitedStop | undefined;

  constructor(delimiter: string, onRow: RowSink, limits: DelimitedLimits = delimitedLimits) {
    this.#separator = delimiter.charCodeAt(0);
    this.#onRow = onRow;
    this.#limits = limits;
  }

  /** Scans the next piece, the last one with `isLast`; a stop is final and comes back from every later call. */
  push(piece: string, isLast: boolean): DelimitedStop | undefined {
    const text = this.#carried === '' ? piece : this.#carried + piece;
    let start = 0;
    while (start < text.length && this.#stopped === undefined) {
      const next = this.#row(text, start, isLast);
      if (next < 0) break;
      this.#emit(text, start, next);
      start = next;
    }
    this.#carried = text.slice(start);
    return this.#stopped;
  }

  #stop(fault: DelimitedFault): -1 {
    this.#stopped = { fault, line: this.#line, column: Math.max(1, this.#cells.length) };
    return -1;
  }

  /** Reads one row from `start` into the cells; gives the position after it, or −1 when it is not complete or stops the scan. */
  #row(text: string, start: number, isLast: boolean): number {
    const { rowLength, columns } = this.#limits;
    this.#cells.length = 0;
    this.#sawQuote = false;
    for (let at = start; ; at++) {
      const end = this.#cell(text, at);
      if (end < 0 || (end === text.length && !isLast)) {
        if (text.length - start > rowLength) return this.#stop('row-too-long');
        return isLast ? this.#stop('unclosed-quote') : -1;
      }
      if (this.#cells.length > columns) return this.#stop('too-many-columns');
      if ((this.#cells.at(-1) as string).length > this.#limits.cellLength) {
        return this.#stop('cell-too-long');
      }
      at = end;
      if (text.charCodeAt(end) !== this.#separator) {
        return end - start > rowLength
          ? this.#stop('row-too-long')
          : this.#after(text, end, isLast);
      }
    }
  }

  /** Takes one cell; gives the position after it, −1 when its quote is still open. */
  #cell(text: string, from: number): number {
    if (text.charCodeAt(from) === quote) {
      const end = quotedEnd(text, from);
      this.#sawQuote = true;
      this.#cells.push(text.slice(from + 1, Math.max(from + 1, end - 1)).replaceAll('""', '"'));
      return end;
    }
    let end = from;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === this.#separator || code === lineFeed || code === carriageReturn) break;
    }
    this.#cells.push(text.slice(from, end));
    return end;
  }

  /** Position after the row's end at `end`. */
  #after(text: string, end: number, isLast: boolean): number {
    const code = text.charCodeAt(end);
    if (end === text.length || code === lineFeed) return end + 1;
    if (code !== carriageReturn) return this.#stop('text-after-quote');
    // A CR at the end of a piece may be the first half of CRLF.
    if (end + 1 === text.length && !isLast) return -1;
    return text.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1;
  }

  #emit(text: string, start: number, next: number): void {
    if (this.#cells.length > 1 || this.#cells[0] !== '') {
      this.#rows++;
      if (this.#rows > this.#limits.rows) {
        this.#stop('too-many-rows');
        return;
      }
      this.#onRow(this.#cells, this.#line);
    }
    this.#line += this.#sawQuote ? lineBreaks(text.slice(start, next)) : 1;
  }
}

const candidates = [',', ';', '\t', '|'] as const;

/**
 * The delimiter of a sample (the first kilobytes): the one that cuts the first rows into the same
 * number of cells, at least two; the most cells win. A comma when none does.
 */
export function proposeDelimiter(sample: string): string {
  const scored = candidates.map((delimiter) => {
    const widths: number[] = [];
    const scan = new DelimitedScan(delimiter, (cells) => widths.push(cells.length));
    scan.push(sample, false);
    const first = widths[0] ?? 1;
    const isEven = widths.slice(0, 20).every((width) => width === first);
    return { delimiter, score: first < 2 ? 0 : isEven ? first + delimitedLimits.columns : first };
  });
  // Ties go to the earlier candidate, so that the comma is the answer when nothing separates.
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}
