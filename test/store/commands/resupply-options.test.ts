// Requirements: SUP-10
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { ResupplySettings } from '../../../shared/domain/stock/resupply-settings.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { fixed, settingsWith, signSettings } from '../../builders/resupply-settings.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

type Rows = Partial<Omit<ResupplySettings, 'study'>>;

async function proposedWith(
  values: Partial<ResupplySettings['study']>,
  rows: Rows = {},
): Promise<OutputOf<'resupply.propose'>['sites']> {
  const settings = settingsWith(values, rows);
  return (await study.must('pharma', 'resupply.propose', { settings })).sites;
}
const siteOf = (sites: OutputOf<'resupply.propose'>['sites'], code: string) =>
  sites.find(({ site }) => site === code) as (typeof sites)[number];
const grantedAt = (sites: OutputOf<'resupply.propose'>['sites'], code: string) =>
  siteOf(sites, code).lines.map(({ granted }) => granted);
const onHandAt = async (code: string): Promise<readonly number[]> =>
  siteOf(await proposedWith({}), code).lines.map(({ stock }) => stock.onHand);

describe('options of resupply, on the stock of a living study', () => {
  it('trigger: below, or at or below', async () => {
    // S003 has 6 of one type and 5 of the other
    const [first = 0, second = 0] = await onHandAt('S003');
    expect([first, second].toSorted()).toEqual([5, 6]);
    const levels = fixed(5, 9);
    const below = await proposedWith({ levels, triggersAt: 'below' });
    expect(grantedAt(below, 'S003')).toEqual([0, 0]);
    const atOrBelow = await proposedWith({ levels, triggersAt: 'at-or-below' });
    expect(grantedAt(atOrBelow, 'S003')).toEqual([first, second].map((has) => (has === 5 ? 4 : 0)));
  });

  it('all kit types, or only those at their minimum', async () => {
    const [first = 0, second = 0] = await onHandAt('S003');
    const all = await proposedWith({ levels: fixed(5, 9), scope: 'all-types' });
    expect(grantedAt(all, 'S003')).toEqual([9 - first, 9 - second]);
    const reasons = siteOf(all, 'S003').lines.map(({ arithmetic }) => arithmetic.reason);
    expect(reasons.toSorted()).toEqual(['triggered', 'with-others']);
  });

  it('pooled: only the total triggers, and each shipment brings the same of each type', async () => {
    const pooled = { pooling: 'all-types', scope: 'all-types' } as const;
    const calm = await proposedWith({ ...pooled, levels: fixed(5, 9) });
    expect(grantedAt(calm, 'S003')).toEqual([0, 0]);
    const low = await proposedWith({ ...pooled, levels: fixed(6, 9) });
    // 18 less 11 is 7: three of each, one waits
    expect(grantedAt(low, 'S003')).toEqual([3, 3]);
  });

  it('packs: whole ones only, rounded down or up', async () => {
    const [first = 0, second = 0] = await onHandAt('S003');
    const packs = { levels: fixed(6, 10), packSize: 3 };
    const down = await proposedWith({ ...packs, packRounding: 'down' });
    expect(grantedAt(down, 'S003')).toEqual([first, second].map(() => 3));
    const up = await proposedWith({ ...packs, packRounding: 'up' });
    expect(grantedAt(up, 'S003')).toEqual([6, 6]);
  });

  it('the initial stock comes on activation, the first screened, or the first randomized', async () => {
    const start = async (initialOn: ResupplySettings['study']['initialOn']) => {
      const site = siteOf(await proposedWith({ initialOn }), 'S002');
      return [site.start, ...site.lines.map(({ granted }) => granted)];
    };
    expect(await start('activation')).toEqual(['initial', 6, 6]);
    expect(await start('first-screened')).toEqual(['waiting', 0, 0]);
    expect(await start('first-randomized')).toEqual(['waiting', 0, 0]);
    await study.must('pharma', 'subjects.screen', { subject: '2001', site: 'S002' });
    expect(await start('first-screened')).toEqual(['initial', 6, 6]);
    expect(await start('first-randomized')).toEqual(['waiting', 0, 0]);
  });

  it('a site whose subjects all left has started all the same', async () => {
    await study.must('pharma', 'subjects.withdraw', { subject: '3001', reason: 'Moved away' });
    const sites = await proposedWith({ initialOn: 'first-randomized' });
    expect(siteOf(sites, 'S003').start).toBe('running');
  });

  it('cut-off hour, lead days and holidays move the arrival', async () => {
    // 2026-03-05 is a Thursday, 10:00 at the depot
    const dates = async (values: Partial<ResupplySettings['study']>, rows: Rows = {}) => {
      const { dispatch, arrival } = siteOf(await proposedWith(values, rows), 'S001');
      return [dispatch, arrival];
    };
    const calendar = settingsWith({}).calendar;
    expect(await dates({ leadDays: 1 })).toEqual(['2026-03-05', '2026-03-06']);
    expect(await dates({ leadDays: 1 }, { calendar: { ...calendar, cutOff: '09:30' } })).toEqual([
      '2026-03-06',
      '2026-03-09',
    ]);
    const off = { ...calendar, holidays: ['2026-03-05'] };
    expect(await dates({ leadDays: 1 }, { calendar: off })).toEqual(['2026-03-06', '2026-03-09']);
    const { country } = (await study.must('pharma', 'study.places', {})).places.find(
      ({ id }) => id === 'S001',
    ) as { country: string };
    const abroad = [{ country, holidays: ['2026-03-06'] }];
    expect(await dates({ leadDays: 1 }, { countries: abroad })).toEqual([
      '2026-03-05',
      '2026-03-09',
    ]);
  });

  it('a value of the region, country, site or kit type goes before that of the study, and is named', async () => {
    const { definition } = await study.must('pharma', 'study.get', {});
    const { region } = (
      definition as unknown as { sites: { id: string; region: string }[] }
    ).sites.find(({ id }) => id === 'S001') as { region: string };
    const line = async (rows: Rows) =>
      siteOf(await proposedWith({ levels: fixed(1, 2) }, rows), 'S001').lines[0];
    const regions = [{ region, levels: fixed(20, 21) }];
    expect((await line({ regions }))?.rule).toMatchObject({ origin: 'region' });
    const sites = [{ site: 'S001', levels: fixed(20, 22) }];
    const at = await line({ regions, sites });
    expect(at?.rule).toMatchObject({ origin: 'site', levels: fixed(20, 22) });
    const kitTypes = [{ kitType: 'kit-active', site: 'S001', levels: fixed(20, 23) }];
    expect((await line({ regions, sites, kitTypes }))?.rule.origin).toBe('kit-type-at-site');
  });
});

describe('the numbers of a line', () => {
  it('name kits past the last day to count, and what the depot could give', async () => {
    study.clock.set('2026-07-18T09:00:00.000Z');
    await signSettings(study, settingsWith({ levels: fixed(30, 40) }));
    const { sites } = await study.must('pharma', 'resupply.propose', {});
    const line = siteOf(sites, 'S001').lines[0];
    expect(line?.stock.onHand).toBe(0);
    expect(line?.stock.notCounted).toBeGreaterThanOrEqual(4);
    // L-1 ends on 2026-08-31 and can no longer be sent: twenty of L-2 remain, one line is served first
    expect(line?.share).toMatchObject({ usable: 20, claims: 3 });
    const shares = sites.flatMap(({ lines }) => lines[0]?.share ?? []);
    expect(shares.map(({ turn }) => turn).toSorted()).toEqual([1, 2, 3]);
    const given = sites.map(({ lines }) => lines[0]?.granted ?? 0);
    expect(given.reduce((sum, one) => sum + one, 0)).toBe(20);
  });
});
