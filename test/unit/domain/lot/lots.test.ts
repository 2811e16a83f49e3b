// Requirements: SUP-07
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import { armsLeftOut } from '../../../../shared/domain/lot/arms-of-lot.ts';
import { labelDiscrepancies } from '../../../../shared/domain/lot/label-count.ts';
import { lotExpiry } from '../../../../shared/domain/lot/lot-dates.ts';
import {
  lotStatuses,
  lotTransitions,
  nextLotStatus,
} from '../../../../shared/domain/lot/lot-status.ts';
import { parseStudyDefinition } from '../../../../shared/domain/study/parse-study-definition.ts';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';
import { smallStudyText } from '../../../builders/small-study.ts';

const parsed = (text: string): StudyDefinition => {
  const result = parseStudyDefinition(text, 'study.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const member = (code: string, expiry: string, retest: string | null = null) => ({
  code,
  expiry: expiry as IsoDate,
  retest: retest as IsoDate | null,
});

describe('the table of lot states', () => {
  it('allows what it lists and names what is possible otherwise', () => {
    for (const from of lotStatuses) {
      for (const to of lotStatuses) {
        const isListed = lotTransitions.some((row) => row.from === from && row.to === to);
        const next = nextLotStatus('L-1', from, to);
        expect(next.ok, `${from} → ${to}`).toBe(isListed);
        if (!next.ok) expect(next.error.rule).toBe('lot-transition');
      }
    }
    expect(nextLotStatus('L-1', 'rejected', 'released')).toMatchObject({
      error: { next: expect.stringContaining('stays rejected') },
    });
  });
});

describe('the expiry of a packaging lot', () => {
  it('is the earliest of its members, or an earlier date that was given', () => {
    const members = [member('A', '2028-05-31', '2027-06-30'), member('B', '2027-11-30')];
    expect(lotExpiry(null, members)).toEqual({ ok: true, value: '2027-06-30' });
    expect(lotExpiry('2027-01-31' as IsoDate, members)).toEqual({ ok: true, value: '2027-01-31' });
    expect(lotExpiry('2027-06-30' as IsoDate, members).ok).toBe(true);
    expect(lotExpiry('2027-07-01' as IsoDate, members)).toMatchObject({
      error: { rule: 'lot-outlives-member' },
    });
    expect(lotExpiry('2031-01-01' as IsoDate, [])).toEqual({ ok: true, value: '2031-01-01' });
    expect(lotExpiry(null, [])).toMatchObject({ error: { rule: 'lot-without-expiry' } });
  });
});

describe('a lot that serves some arms only', () => {
  const served = (definition: StudyDefinition, types: readonly string[]) =>
    armsLeftOut(definition, (index) => types.includes(definition.kitTypes[index]?.id ?? ''));

  it('leaves arms out, unless nothing is in it, all are served, or nobody is blinded', () => {
    const blinded = parsed(smallStudyText());
    expect(served(blinded, ['kit-active'])).toEqual(['Arm placebo']);
    expect(served(blinded, ['kit-active', 'kit-placebo'])).toEqual([]);
    expect(served(blinded, [])).toEqual([]);
    const open = parsed(smallStudyText({ blinding: 'open-label' }));
    expect(served(open, ['kit-active'])).toEqual([]);
  });
});

describe('labels of an extension', () => {
  it.each([
    [{ issued: 10, used: 7, destroyed: 2, kept: 1 }, 7, 0, []],
    [{ issued: 10, used: 7, destroyed: 2, kept: 1 }, 7, 10, []],
    [
      { issued: 10, used: 7, destroyed: 2, kept: 1 },
      7,
      12,
      ['10 labels counted as issued, 12 printed for kits here'],
    ],
    [
      { issued: 10, used: 7, destroyed: 1, kept: 0 },
      7,
      0,
      ['2 labels issued and not accounted for'],
    ],
    [{ issued: 5, used: 5, destroyed: 1, kept: 0 }, 5, 0, ['1 label more than were issued']],
    [{ issued: 5, used: 5, destroyed: 0, kept: 0 }, 4, 0, ['1 label used on no confirmed kit']],
    [
      { issued: 5, used: 3, destroyed: 2, kept: 0 },
      4,
      0,
      ['1 label fewer used than kits confirmed'],
    ],
  ] as const)('%j with %i confirmed kits and %i printed', (count, confirmed, printed, words) => {
    expect(labelDiscrepancies(count, confirmed, printed)).toEqual(words);
  });
});
