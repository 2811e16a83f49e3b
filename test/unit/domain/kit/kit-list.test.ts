// Requirements: SUP-02
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDayOf } from '../../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import { GrowingInt32 } from '../../../../shared/domain/kit/growing-int32.ts';
import type { KitListMapping } from '../../../../shared/domain/kit/kit-list-columns.ts';
import {
  locateKitListColumns,
  proposeKitListMapping,
} from '../../../../shared/domain/kit/kit-list-columns.ts';
import {
  groupedKitNumber,
  isKitNumber,
  typedKitNumber,
} from '../../../../shared/domain/kit/kit-number.ts';
import { numberFault } from '../../../../shared/engine/kit-numbers/number-format.ts';
import { kitListContext, readKitListText } from '../../../builders/kit-list-pipeline.ts';

const head = 'Kit number,Kit type,Lot,Expiry date,Sequence\n';
const good = `${head}07945,capsules-active,L1,2027-02-28,2\n07953,Placebo capsules,L2,2027-03,1\n`;
const issuesOf = (
  text: string,
  context = kitListContext,
  order: KitListMapping['dateOrder'] = 'iso',
) => {
  const outcome = readKitListText(text, context, order);
  return outcome.ok ? [] : outcome.error.issues;
};

describe('a kit list', () => {
  it('becomes columns when nothing is wrong', () => {
    const day = (text: string) => epochDayOf(text as IsoDate);
    expect(readKitListText(good)).toEqual({
      ok: true,
      value: {
        count: 2,
        numbers: ['07945', '07953'],
        kitTypes: Int32Array.of(0, 1),
        lots: [
          { name: 'L1', expiryDay: day('2027-02-28') },
          { name: 'L2', expiryDay: day('2027-03-31') },
        ],
        lotOf: Int32Array.of(0, 1),
        expiryDays: Int32Array.of(day('2027-02-28'), day('2027-03-31')),
        sequences: Int32Array.of(2, 1),
        monthOnly: 1,
      },
    });
  });

  it.each([
    ['07945,capsules-active,L1,2027-02-28,9', 'number-repeated', 'Kit number', 'line 2'],
    ['0794 5,capsules-active,L1,2027-02-28,9', 'number-repeated', 'Kit number', 'line 2'],
    ['AB*9,capsules-active,L1,2027-02-28,9', 'number-format', 'Kit number', 'character'],
    [',capsules-active,L1,2027-02-28,9', 'cell-missing', 'Kit number', 'kit number'],
    ['1,capsules,L1,2027-02-28,9', 'unknown-kit-type', 'Kit type', 'capsules-active'],
    ['1,capsules-active,L1,2026-02-30,9', 'expiry-does-not-exist', 'Expiry date', 'exists'],
    ['1,capsules-active,L1,03/04/2026,9', 'expiry-ambiguous', 'Expiry date', 'comes first'],
    ['1,capsules-active,L1,03/04/26,9', 'expiry-two-digit-year', 'Expiry date', 'four digits'],
    ['1,capsules-active,L1,someday,9', 'expiry-format', 'Expiry date', '2027-02-28'],
    ['1,capsules-active,L1,2027-03-01,9', 'lot-two-expiries', 'Lot', '28 Feb 2027'],
    [`1,capsules-active,${'L'.repeat(41)},2027-03-01,9`, 'lot-format', 'Lot', '40'],
    ['1,capsules-active,L1,2027-02-28,2', 'sequence-repeated', 'Sequence', 'not used'],
    ['1,capsules-active,L1,2027-02-28,0', 'sequence-format', 'Sequence', 'from 1'],
    ['1,capsules-active,L1,2027-02-28,1.5', 'sequence-format', 'Sequence', 'whole'],
    ['1,capsules-active,L1,2027-02-28', 'cell-missing', 'Sequence', 'sequence'],
    ['1,capsules-active,L1,2027-02-28,9,extra', 'too-many-cells', '', '5 cells'],
  ])('with the row %s is refused: %s', (row, rule, column, expected) => {
    const issues = issuesOf(`${good}${row}\n`);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ rule, line: 4, column });
    expect(issues[0]?.expected).toContain(expected);
  });

  it('is checked against the format and the kits already there', () => {
    const format = { prefix: '', alphabet: 'digits', length: 4, check: 'mod-11-10' } as const;
    const context = {
      ...kitListContext,
      numberFault: (number: string) => numberFault(number, format),
      isTaken: (number: string) => number === '07953',
      isSequenceTaken: (sequence: number) => sequence === 2,
    };
    const text = `${good}07946,capsules-active,L1,2027-02-28,3\n0794,capsules-active,L1,2027-02-28,4\n`;
    expect(issuesOf(text, context).map(({ rule, line }) => [rule, line])).toEqual([
      ['sequence-repeated', 2],
      ['number-in-use', 3],
      ['check-character', 4],
      ['number-format', 5],
    ]);
  });

  it('reads dates of numbers by the order that was confirmed', () => {
    const text = `${head}1,capsules-active,L1,03/04/2026,1\n`;
    const days = (['day-first', 'month-first'] as const).map((order) => {
      const outcome = readKitListText(text, kitListContext, order);
      return outcome.ok ? outcome.value.expiryDays[0] : undefined;
    });
    expect(days).toEqual([
      epochDayOf('2026-04-03' as IsoDate),
      epochDayOf('2026-03-04' as IsoDate),
    ]);
  });

  it('counts every issue and keeps the first ones', () => {
    const rows = Array.from(
      { length: 500 },
      (_, index) => `${index},none,L1,2027-02-28,${index + 1}`,
    );
    const outcome = readKitListText(`${head}${rows.join('\n')}`, {
      ...kitListContext,
      issuesKept: 10,
    });
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(outcome.error).toMatchObject({
      rows: 500,
      total: 500,
      counts: { 'unknown-kit-type': 500 },
    });
    expect(outcome.error.issues).toHaveLength(10);
  });

  it('keeps a spreadsheet formula from becoming a number, type or lot of a kit', () => {
    const issues = issuesOf(`${head}=1+1,=cmd,L1,2027-02-28,1\n`);
    expect(issues.map(({ rule }) => rule)).toEqual(['number-format', 'unknown-kit-type']);
  });
});

describe('the columns of a kit list', () => {
  const mapping: KitListMapping = {
    number: 'A',
    kitType: 'B',
    lot: 'C',
    expiry: 'D',
    dateOrder: 'iso',
  };

  it.each([
    [
      ['Kit Number', 'Kit Type', 'Lot', 'Expiry'],
      ['Kit Number', 'Kit Type', 'Lot', 'Expiry', undefined],
    ],
    [
      ['KIT_NO', 'type', 'BATCH NO.', 'Exp. Date', 'Seq'],
      ['KIT_NO', 'type', 'BATCH NO.', 'Exp. Date', 'Seq'],
    ],
    [
      ['kit', 'number'],
      ['number', undefined, undefined, undefined, undefined],
    ],
    [
      ['x', 'y'],
      [undefined, undefined, undefined, undefined, undefined],
    ],
  ])('are proposed from %j', (headings, [number, kitType, lot, expiry, sequence]) => {
    const proposed = proposeKitListMapping(headings as string[]);
    expect([
      proposed.number,
      proposed.kitType,
      proposed.lot,
      proposed.expiry,
      proposed.sequence,
    ]).toEqual([number, kitType, lot, expiry, sequence]);
  });

  it('are found by their headings, in any order', () => {
    expect(locateKitListColumns([' D ', 'C', 'B', 'A', 'Z'], mapping)).toMatchObject({
      ok: true,
      value: { positions: { number: 3, kitType: 2, lot: 1, expiry: 0, sequence: -1 } },
    });
  });

  it.each<[string, readonly string[], Partial<KitListMapping>]>([
    ['missing', ['A', 'B', 'C'], {}],
    ['repeated', ['A', 'B', 'C', 'D', 'A'], {}],
    ['chosen twice', ['A', 'B', 'C', 'D'], { lot: 'B' }],
    ['missing though optional once chosen', ['A', 'B', 'C', 'D'], { sequence: 'E' }],
  ])('are refused when %s, and the refusal lists what there is', (_name, headings, changes) => {
    const located = locateKitListColumns(headings, { ...mapping, ...changes });
    expect(!located.ok && located.error.rule).toBe('kit-list-columns');
    expect(!located.ok && located.error.because.join()).toContain('"A", "B", "C"');
  });
});

describe('kit numbers as texts', () => {
  it('grouping loses nothing that typing does not bring back', () => {
    const numbers = fc.string({
      unit: fc.constantFrom(...'0123456789ABCXYZ'),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(numbers, fc.nat(8), (number, grouping) => {
        expect(typedKitNumber(groupedKitNumber(number, grouping).toLowerCase())).toBe(number);
        expect(isKitNumber(number)).toBe(true);
      }),
      { seed: 91 },
    );
  });

  it('grows its columns without losing a value', () => {
    const list = new GrowingInt32();
    for (let value = 0; value < 5_000; value++) list.push(7 - value);
    expect([...list.values()]).toEqual(Array.from({ length: 5_000 }, (_, value) => 7 - value));
  });
});
