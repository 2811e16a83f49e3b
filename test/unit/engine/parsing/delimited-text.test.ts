import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type {
  DelimitedLimits,
  DelimitedStop,
} from '../../../../shared/engine/parsing/delimited-text.ts';
import {
  delimitedLimits,
  DelimitedScan,
  proposeDelimiter,
} from '../../../../shared/engine/parsing/delimited-text.ts';

const seed = 81;
interface Scanned {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly stop: DelimitedStop | undefined;
}

/** Scans a text cut at the given places. */
function scanned(
  text: string,
  cuts: readonly number[] = [],
  limits: Partial<DelimitedLimits> = {},
  delimiter = ',',
): Scanned {
  const [rows, lines]: [string[][], number[]] = [[], []];
  const onRow = (cells: readonly string[], line: number): void => {
    rows.push([...cells]);
    lines.push(line);
  };
  const scan = new DelimitedScan(delimiter, onRow, { ...delimitedLimits, ...limits });
  const places = [...cuts].map((cut) => cut % (text.length + 1)).sort((a, b) => a - b);
  let [from, stop]: [number, DelimitedStop | undefined] = [0, undefined];
  for (const place of places) {
    stop = scan.push(text.slice(from, place), false);
    from = place;
  }
  stop = scan.push(text.slice(from), true) ?? stop;
  return { rows, lines, stop };
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r', ';', '😀'),
  maxLength: 6,
});
const written = (rows: readonly (readonly string[])[], end: string): string =>
  rows
    .map((row) =>
      row
        .map((text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
        .join(','),
    )
    .join(end);

describe('delimited text', () => {
  it('brings back what was written, cut anywhere, with any line end', () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    const cuts = fc.array(fc.nat(), { maxLength: 8 });
    fc.assert(
      fc.property(
        table,
        cuts,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (rows, places, end, isEnded) => {
          const result = scanned(written(rows, end) + (isEnded ? end : ''), places);
          expect(result.stop).toBeUndefined();
          expect(result.rows).toEqual(rows);
        },
      ),
      { seed, numRuns: 3_000 },
    );
  });

  it('agrees with papaparse on well-formed texts', () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const text = written(rows, '\r\n');
        const other = Papa.parse<string[]>(text, {
          delimiter: ',',
          newline: '\r\n',
          skipEmptyLines: false,
        });
        expect(scanned(text).rows).toEqual(other.data);
      }),
      { seed },
    );
  });

  it('gives the line on which each row starts, whatever the cells hold', () => {
    const text = 'a,b\n\n"x\ny",2\r\n"p\r\nq\rr",3\rlast,4';
    const expected = {
      rows: [
        ['a', 'b'],
        ['x\ny', '2'],
        ['p\r\nq\rr', '3'],
        ['last', '4'],
      ],
      lines: [1, 3, 5, 8],
    };
    expect(scanned(text)).toMatchObject(expected);
    for (let cut = 0; cut <= text.length; cut++)
      expect(scanned(text, [cut])).toMatchObject(expected);
  });

  it('gives the same answer for any text however it is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r'), maxLength: 24 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (whole, cuts) => {
        expect(scanned(whole, cuts)).toEqual(scanned(whole));
      }),
      { seed, numRuns: 5_000 },
    );
  });

  it.each<[string, Partial<DelimitedLimits>, DelimitedStop]>([
    ['a,b\nc,"d\n', {}, { fault: 'unclosed-quote', line: 2, column: 2 }],
    ['a,b\nc,"d"e\n', {}, { fault: 'text-after-quote', line: 2, column: 2 }],
    ['a\nb\nc', { rows: 2 }, { fault: 'too-many-rows', line: 3, column: 1 }],
    ['a,b\n1,2,3', { columns: 2 }, { fault: 'too-many-columns', line: 2, column: 3 }],
    ['a,bbbb', { cellLength: 3 }, { fault: 'cell-too-long', line: 1, column: 2 }],
    ['a\nbb,cc,dd', { rowLength: 6 }, { fault: 'row-too-long', line: 2, column: 3 }],
  ])('%j stops at its place', (text, limits, stop) => {
    expect(scanned(text, [], limits).stop).toEqual(stop);
  });

  it('holds one row at most of a text that never ends one', () => {
    const scan = new DelimitedScan(',', () => undefined, delimitedLimits);
    let stop: DelimitedStop | undefined;
    let pieces = 0;
    for (; pieces < 1_000 && stop === undefined; pieces++) stop = scan.push('"aaaaaaaaa', false);
    expect(stop).toBeDefined();
    expect(pieces * 10).toBeLessThan(delimitedLimits.rowLength + 20);
  });

  it.each([
    ['kit;lot;expiry\n1;A;2027-01-01\n2;B;2027-01-01\n', ';'],
    ['kit,lot,expiry\n1,"A;B",2027-01-01\n', ','],
    ['kit\tlot\n1\tA, with a comma\n', '\t'],
    ['kit|lot\n1|A\n', '|'],
    ['kit;price\n1;2,5\n2;3,5\n', ';'],
    ['just one column\n1\n', ','],
  ])('proposes the delimiter of %j', (sample, delimiter) => {
    expect(proposeDelimiter(sample)).toBe(delimiter);
  });
});
