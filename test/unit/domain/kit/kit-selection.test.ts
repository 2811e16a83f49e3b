// Requirements: SUP-04
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import type { KitNotChosenReason } from '../../../../shared/domain/kit/kit-selection.ts';
import {
  chosenInWords,
  notChosenInWords,
  selectionStatus,
  tooFewKits,
} from '../../../../shared/domain/kit/kit-selection.ts';
import { kitStates } from '../../../../shared/domain/kit/kit-state.ts';
import type { NotChosenReason } from '../../../../shared/engine/supply/kit-selection.ts';
import { notChosenReasons } from '../../../../shared/engine/supply/kit-selection.ts';

describe('the selection in words', () => {
  const facts = { number: '12345678', state: 'at-site' as const, expiry: '2027-02-03' as IsoDate };
  const wanted = {
    purpose: 'dispense' as const,
    day: '2027-01-10' as IsoDate,
    doNotDays: 35,
    origin: 'study' as const,
    isBoundaryDayAllowed: true,
  };

  it('has words for exactly the reasons of the rule', () => {
    expectTypeOf<NotChosenReason>().toEqualTypeOf<KitNotChosenReason>();
    const words = notChosenReasons.map((reason) =>
      notChosenInWords(
        reason,
        { ...facts, state: reason === 'quarantined' ? 'quarantined' : 'reserved' },
        wanted,
      ),
    );
    expect(new Set(words).size).toBe(notChosenReasons.length);
  });

  it('names the last day and where it was set', () => {
    expect(notChosenInWords('past-window', facts, wanted)).toBe(
      '12345678: expires 3 Feb 2027; last day to dispense was 30 Dec 2026 (35 days before expiry, set for the study)',
    );
    expect(chosenInWords(facts, wanted)).toBe(
      '12345678: among the first to expire of the usable kits; expires 3 Feb 2027, last day to dispense is 30 Dec 2026',
    );
  });

  it('makes only kits at a place available', () => {
    const available = kitStates.filter((state) => selectionStatus(state, false) === 'available');
    expect(available).toEqual(['at-depot', 'at-site']);
    expect(selectionStatus('at-site', true)).toBe('held');
    expect(selectionStatus('pre-quarantined', false)).toBe('quarantined');
  });

  it('refuses without the kit type for a blinded person, and caps the reasons told', () => {
    const because = Array.from({ length: 60 }, (_, index) => `kit ${index}`);
    const refused = tooFewKits({ placeName: 'Madrid', needed: 1, usable: 0 }, because);
    expect(refused.rule).toBe('no-kit');
    expect(refused.message).not.toContain('type');
    expect(refused.because).toHaveLength(51);
    expect(
      tooFewKits({ kitType: 'A', placeName: 'Madrid', needed: 1, usable: 0 }, []).message,
    ).toContain('of type A');
  });
});
