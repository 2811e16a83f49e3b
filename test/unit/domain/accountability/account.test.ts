// Requirements: SUP-15
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountDifference,
  addedAccounts,
  emptyAccount,
  imbalanceInWords,
  imbalances,
} from '../../../../shared/domain/accountability/account.ts';
import type { Account } from '../../../../shared/domain/accountability/account.ts';
import {
  drugAccountHeader,
  drugAccountRows,
} from '../../../../shared/domain/accountability/drug-accountability.ts';
import { unitCountRefusal } from '../../../../shared/domain/accountability/unit-count.ts';
import {
  areUnitsBlind,
  commonUnits,
} from '../../../../shared/domain/accountability/visit-units.ts';
import { parseStudyDefinition } from '../../../../shared/domain/study/parse-study-definition.ts';
import { smallStudyText } from '../../../builders/small-study.ts';

const balanced = fc
  .record({
    onHand: fc.nat(1000),
    dispensed: fc.nat(1000),
    returnedOut: fc.nat(1000),
    lost: fc.nat(1000),
    destroyed: fc.nat(1000),
  })
  .map((parts): Account => ({
    ...parts,
    received: Object.values(parts).reduce((sum, count) => sum + count, 0),
  }));

describe('the identity of accounts', () => {
  it('holds for sums of accounts for which it holds, and breaks with any one line', () => {
    fc.assert(
      fc.property(
        fc.array(balanced, { maxLength: 8 }),
        fc.constantFrom(...(Object.keys(emptyAccount) as (keyof Account)[])),
        fc.integer({ min: 1, max: 50 }),
        (accounts, line, more) => {
          const sum = accounts.reduce(addedAccounts, emptyAccount);
          expect(accountDifference(sum)).toBe(0);
          const broken = { ...sum, [line]: sum[line] + more };
          expect(imbalances([{ place: 'P', kits: broken, units: sum }])).toMatchObject([
            { place: 'P', what: 'kits', difference: line === 'received' ? more : -more },
          ]);
        },
      ),
      { seed: 20_261_121, numRuns: 200 },
    );
  });

  it('calls a line below zero wrong although the sum is right, and says the numbers', () => {
    const kits = { ...emptyAccount, received: 3, onHand: 4, lost: -1 };
    const [wrong] = imbalances([{ place: 'S001', kits, units: null }]);
    expect(wrong && imbalanceInWords(wrong)).toBe(
      'S001: 3 kits received, 3 accounted for (4 on hand, 0 dispensed, 0 sent on, -1 lost, 0 destroyed)',
    );
  });
});

describe('counted units', () => {
  it('may be all that was dispensed, and not one more', () => {
    const count = { number: '1', dispensed: 10, returned: 7, lost: 3 };
    expect(unitCountRefusal([count])).toBeNull();
    const refused = unitCountRefusal([count, { ...count, number: '2', lost: 4 }]);
    expect(refused?.message).toContain('Kit 2 would give back 11 units of 10 dispensed');
  });
});

describe('units in clear', () => {
  const definitionOf = (units: number) => {
    const text = smallStudyText({
      replace: [['Kit kit-placebo, unitCount: 10', `Kit kit-placebo, unitCount: ${units}`]],
    });
    const parsed = parseStudyDefinition(text, 'study.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return parsed.value;
  };

  it('are told only where every arm gets kits of the same sizes', () => {
    expect([areUnitsBlind(definitionOf(10), 'V1'), commonUnits(definitionOf(10))]).toEqual([
      true,
      10,
    ]);
    expect([areUnitsBlind(definitionOf(12), 'V1'), commonUnits(definitionOf(12))]).toEqual([
      false,
      null,
    ]);
  });
});

describe('rows of SDTM DA', () => {
  it('number the facts of each subject and mark amounts that are not known', () => {
    const fact = {
      study: 'X',
      site: 'S1',
      kit: 'K',
      test: 'DISPAMT' as const,
      unit: 'capsule',
      visit: 'Week 4',
      visitNumber: 3,
      at: '2026-03-01T10:00:00.000+01:00',
    };
    const rows = [
      ...drugAccountRows([
        { ...fact, subject: '1', amount: 35 },
        { ...fact, subject: '1', amount: null },
        { ...fact, subject: '2', amount: 0 },
      ]),
    ].map((cells) => Object.fromEntries(cells.map((cell, i) => [drugAccountHeader[i], cell])));
    expect(rows).toMatchObject([
      { USUBJID: 'X-S1-1', DASEQ: 1, DASTRESN: 35, DASTRESU: 'CAPSULE', DASTAT: null },
      { USUBJID: 'X-S1-1', DASEQ: 2, DASTRESN: null, DAORRES: null, DASTAT: 'NOT DONE' },
      { USUBJID: 'X-S1-2', DASEQ: 1, DASTRESN: 0, DAORRES: '0' },
    ]);
  });
});
