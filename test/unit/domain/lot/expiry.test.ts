// Requirements: SUP-06
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import {
  effectiveDoNotDays,
  isExpired,
  lastDayFor,
} from '../../../../shared/domain/lot/do-not-days.ts';
import type { DateOrder } from '../../../../shared/domain/lot/expiry-text.ts';
import { lastFullMonth, readExpiry } from '../../../../shared/domain/lot/expiry-text.ts';
import type {
  CountryCode,
  SelectionSettings,
  SiteId,
  VisitId,
} from '../../../../shared/domain/study/study-definition.ts';

const date = (text: string): IsoDate => text as IsoDate;
const read = (cell: string, order: DateOrder = 'iso'): string => {
  const reading = readExpiry(cell, order);
  return 'fault' in reading ? reading.fault : `${reading.date} ${reading.precision}`;
};

describe('expiry as written', () => {
  it.each([
    ['2027-02-03', '2027-02-03 day'],
    ['2027-2-3', '2027-02-03 day'],
    ['2027/02/03', '2027-02-03 day'],
    ['20270203', '2027-02-03 day'],
    ['2027-02-03T00:00:00.000Z', '2027-02-03 day'],
    ['2027-02-03 00:00:00', '2027-02-03 day'],
    ['2027-02-03T12:00:00', 'format'],
    ['3 Feb 2027', '2027-02-03 day'],
    ['03-FEB-2027', '2027-02-03 day'],
    ['03FEB2027', '2027-02-03 day'],
    ['Feb 3, 2027', '2027-02-03 day'],
    ['3 February 2027', '2027-02-03 day'],
    ['3 Sept 2027', '2027-09-03 day'],
    ['3 Febr 2027', 'format'],
    [' 2027-02-03 ', '2027-02-03 day'],
    ['2026-02-30', 'does-not-exist'],
    ['30 Feb 2026', 'does-not-exist'],
    ['20260230', 'does-not-exist'],
    ['2027-13', 'does-not-exist'],
    ['2027-02', '2027-02-28 month'],
    ['2028-02', '2028-02-29 month'],
    ['02/2027', '2027-02-28 month'],
    ['Feb 2027', '2027-02-28 month'],
    ['FEB2027', '2027-02-28 month'],
    ['03/04/2026', 'ambiguous'],
    ['03.04.2026', 'ambiguous'],
    ['04/04/2026', '2026-04-04 day'],
    ['25/04/2026', '2026-04-25 day'],
    ['04/25/2026', '2026-04-25 day'],
    ['03/04/26', 'two-digit-year'],
    ['46068', 'format'],
    ['soon', 'format'],
    ['', 'format'],
  ])('%s is %s', (cell, expected) => {
    expect(read(cell)).toBe(expected);
  });

  it('reads numbers by the order said, and does not bend it', () => {
    expect(read('03/04/2026', 'day-first')).toBe('2026-04-03 day');
    expect(read('03/04/2026', 'month-first')).toBe('2026-03-04 day');
    expect(read('04/25/2026', 'day-first')).toBe('does-not-exist');
    expect(read('25/04/2026', 'month-first')).toBe('does-not-exist');
    expect(read('2026-04-03', 'month-first')).toBe('2026-04-03 day');
  });

  it('labels only the months that the expiry covers whole', () => {
    expect(lastFullMonth(date('2027-02-28'))).toBe('2027-02');
    expect(lastFullMonth(date('2027-02-27'))).toBe('2027-01');
    expect(lastFullMonth(date('2027-01-30'))).toBe('2026-12');
    expect(lastFullMonth(date('2028-02-28'))).toBe('2028-01');
  });
});

const settings: SelectionSettings = {
  study: { doNotShip: 60, doNotCount: 45, doNotDispense: 35 },
  overrides: {
    countries: [{ country: 'AU' as CountryCode, doNotShip: 75, doNotDispense: 36 }],
    sites: [{ site: 'S1' as SiteId, doNotShip: 80 }],
    visits: [{ visit: 'V5' as VisitId, doNotDispense: 0 }],
  },
  isBoundaryDayAllowed: true,
  tie: 'sequence',
};

describe('do-not days', () => {
  const [country, site, visit] = ['AU' as CountryCode, 'S1' as SiteId, 'V5' as VisitId];
  it.each([
    ['ship', {}, 60, 'study'],
    ['ship', { country }, 75, 'country'],
    ['ship', { country, site }, 80, 'site'],
    ['ship', { country, site, visit }, 80, 'site'],
    ['count', { country, site, visit }, 45, 'study'],
    ['dispense', { country, site }, 36, 'country'],
    ['dispense', { country, site, visit }, 0, 'visit'],
    ['dispense', { site: 'S2' as SiteId }, 35, 'study'],
  ] as const)('to %s with %o: %i days, set for the %s', (purpose, context, days, origin) => {
    expect(effectiveDoNotDays(settings, purpose, context)).toEqual({ days, origin });
  });

  it('turns days into the last day it can be done', () => {
    expect(lastDayFor(date('2027-02-03'), 35, true)).toBe('2026-12-30');
    expect(lastDayFor(date('2027-02-03'), 35, false)).toBe('2026-12-29');
    expect(lastDayFor(date('2027-02-03'), 0, true)).toBe('2027-02-03');
  });

  it('expires only when the expiry day is over', () => {
    expect(isExpired(date('2027-02-03'), date('2027-02-03'))).toBe(false);
    expect(isExpired(date('2027-02-03'), date('2027-02-04'))).toBe(true);
  });
});
