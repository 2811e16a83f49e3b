// Requirements: SUP-10
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResupplySettings } from '../../../shared/domain/stock/resupply-settings.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { limitBudget } from '../../builders/budget-decision.ts';
import { approval, extension, kitsAt } from '../../builders/lots-in-study.ts';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import {
  fixed,
  plainResupply,
  settingsWith,
  signSettings,
} from '../../builders/resupply-settings.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const setStudy = (values: Partial<ResupplySettings['study']>) =>
  signSettings(study, settingsWith(values));
const propose = () => study.must('pharma', 'resupply.propose', {});
type Proposed = OutputOf<'resupply.propose'>;
const linesOf = ({ sites }: Proposed, code: string) =>
  sites.find(({ site }) => site === code)?.lines ?? [];
const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
describe('settings', () => {
  it('are asked for before anything is proposed, and shown once signed', async () => {
    expect((await study.refused('pharma', 'resupply.propose', {})).rule).toBe('resupply-not-set');
    expect(await study.must('qa', 'resupply.get', {})).toEqual({ inForce: null });
    await setStudy({});
    const { inForce } = await study.must('qa', 'resupply.get', {});
    expect(inForce?.settings).toEqual(plainResupply);
    expect(inForce?.by).toBe('Phil Pharmacist');
  });

  it('cannot name what the study does not have, nor hold levels that cannot stand', async () => {
    const rule = async (changes: Partial<ResupplySettings>): Promise<string> => {
      const input = {
        settings: settingsWith({}, changes),
        reason: 'Other settings',
        signature: signatureOf('pharma'),
      };
      return (await study.refused('pharma', 'resupply.setParameters', input)).rule;
    };
    expect(await rule({ sites: [{ site: 'S009' }] })).toBe('resupply-name-unknown');
    expect(await rule({ regions: [{ region: 'nowhere' }] })).toBe('resupply-name-unknown');
    expect(await rule({ kitTypes: [{ kitType: 'kit-other' }] })).toBe('resupply-name-unknown');
    expect(await rule({ sites: [{ site: 'S001' }, { site: 'S001' }] })).toBe(
      'resupply-row-repeated',
    );
    expect(await rule({ sites: [{ site: 'S001', levels: fixed(5, 4) }] })).toBe(
      'ceiling-below-trigger',
    );
  });
});

describe('a proposal', () => {
  it('brings the initial stock to a new site and fills up the others at their trigger', async () => {
    await setStudy({ levels: fixed(6, 8) });
    const proposal = await propose();
    expect(proposal).toMatchObject({ today: '2026-03-05', nextRun: '2026-03-05' });
    expect(proposal.sites[1]).toMatchObject({
      site: 'S002',
      start: 'initial',
      dispatch: '2026-03-05',
      arrival: '2026-03-09',
    });
    expect(linesOf(proposal, 'S002').map(({ granted }) => granted)).toEqual([6, 6]);
    // 12 kits less two subjects; each type is at 6 or below
    const first = linesOf(proposal, 'S001');
    expect(total(first.map(({ stock }) => stock.onHand))).toBe(10);
    expect(total(first.map(({ granted }) => granted))).toBe(6);
    expect(first.map(({ arithmetic }) => arithmetic.reason)).toEqual(['triggered', 'triggered']);
    expect(first[0]).toMatchObject({ depot: 'central', rule: { origin: 'study' } });
  });

  it('gives no more than the depot has, nor what would arrive too short', async () => {
    await setStudy({ levels: fixed(90, 90), initialStock: 90 });
    const grants = (proposal: Proposed) =>
      total(proposal.sites.flatMap(({ lines }) => lines.map(({ granted }) => granted)));
    // 2 lots × 2 types × 20, less 24 sent before
    expect(grants(await propose())).toBe(56);
    // L-1 ends on 2026-08-31, L-2 on 2027-05-31
    await setStudy({ levels: fixed(90, 90), initialStock: 90, minimumShelfLifeDays: 300 });
    expect(grants(await propose())).toBe(40);
    await setStudy({ levels: fixed(90, 90), initialStock: 90, minimumShelfLifeDays: 460 });
    expect(grants(await propose())).toBe(0);
  });

  it('leaves out kits that are past do-not-count', async () => {
    await setStudy({});
    study.clock.set('2026-07-17T09:00:00.000Z');
    expect(total(linesOf(await propose(), 'S001').map(({ stock }) => stock.onHand))).toBe(10);
    study.clock.set('2026-07-18T09:00:00.000Z');
    expect(total(linesOf(await propose(), 'S001').map(({ stock }) => stock.onHand))).toBe(0);
  });

  it('leaves out kits with too little stability budget, at the site, on the way and at the depot', async () => {
    await setStudy({ levels: fixed(30, 40) });
    const lines = async () => linesOf(await propose(), 'S001');
    const sum = async (of: (line: Proposed['sites'][number]['lines'][number]) => number) =>
      total((await lines()).map(of));
    const counted = () => sum(({ stock }) => stock.onHand);
    const usable = () => sum(({ share }) => share?.usable ?? 0);
    const [onHand, free] = [await counted(), await usable()];
    const at = async (place: string) =>
      (await kitsAt(study, place)).filter(({ state }) => ['at-site', 'at-depot'].includes(state));
    const numbers = async (place: string) => (await at(place)).map(({ number }) => number);
    limitBudget(study, (await numbers('S001')).slice(0, 3), null);
    limitBudget(study, (await numbers('central')).slice(0, 4), '2026-03-20');
    expect([await counted(), await usable()]).toEqual([onHand - 3, free - 4]);
    expect(await sum(({ stock }) => stock.notCounted ?? 0)).toBe(3);
    const way = { from: 'central', to: 'S001', quantities: [{ kitType: 'kit-active', count: 2 }] };
    const sent = await study.must('pharma', 'kits.send', way);
    expect(await sum(({ stock }) => stock.inTransit)).toBe(2);
    limitBudget(study, sent.numbers, '2026-03-21');
    expect(await sum(({ stock }) => stock.inTransit)).toBe(0);
  });

  it('counts an extended lot of the depot only where the country approved the new date', async () => {
    await setStudy({ levels: fixed(30, 40) });
    // L-1 ends on 31 August: in July it can be sent under its extended date alone.
    study.clock.set('2026-07-18T09:00:00.000Z');
    const usable = async (site: string): Promise<number> =>
      linesOf(await propose(), site)[0]?.share?.usable ?? 0;
    const before = { DE: await usable('S003'), AU: await usable('S002') };
    await study.must('pharma', 'campaigns.start', extension());
    await study.must('pharma', 'campaigns.approveCountry', approval('DE', '2026-07-01'));
    const old = (await kitsAt(study, 'central', 'L-1')).map(({ number }) => number);
    await study.must('depot', 'campaigns.confirm', {
      campaign: 'EXT-1',
      place: 'central',
      numbers: old,
    });
    const home = await usable('S003');
    expect(home).toBeGreaterThan(before.DE);
    expect(await usable('S002')).toBe(before.AU);
    await study.must('pharma', 'campaigns.approveCountry', approval('AU', '2026-07-01'));
    expect(await usable('S002')).toBe(home);
  });

  it('predicts from the coming visits, with or without the arms', async () => {
    const levels = { kind: 'predictive', triggerDays: 25, resupplyDays: 60, buffer: 1 } as const;
    await setStudy({ levels });
    const demand = async () =>
      linesOf(await propose(), 'S001').map((line) => ({
        ...line.demand,
        orderUpTo: line.arithmetic.orderUpTo,
      }));
    // randomized three and two days ago, windows start 25 days after: both within 25 days, half a kit of each type
    const average = { triggerMilli: 1000, resupplyMilli: 1000, orderUpTo: 2 };
    expect(await demand()).toEqual([average, average]);
    await setStudy({ levels, demandOf: 'own-arm' });
    const own = await demand();
    expect(total(own.map(({ triggerMilli }) => triggerMilli))).toBe(2000);
    expect(own.every(({ triggerMilli }) => triggerMilli % 1000 === 0)).toBe(true);
  });
});

describe('other settings', () => {
  it('can be tried before they are signed, and are checked alike', async () => {
    const settings = (trigger: number, ceiling: number) =>
      settingsWith({ levels: fixed(trigger, ceiling) });
    const proposal = await study.must('pharma', 'resupply.propose', { settings: settings(6, 9) });
    expect(proposal.settingsEntry).toBeNull();
    expect(total(linesOf(proposal, 'S001').map(({ granted }) => granted))).toBe(8);
    const refused = await study.refused('pharma', 'resupply.propose', { settings: settings(6, 5) });
    expect(refused.rule).toBe('ceiling-below-trigger');
    expect(await study.must('pharma', 'resupply.get', {})).toEqual({ inForce: null });
  });
});
