import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResupplySettings } from '../../../shared/domain/stock/resupply-settings.ts';
import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { plainResupply } from '../../builders/resupply-settings.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

type Settings = InputOf<'resupply.setParameters'>['settings'];

const withSettings = (settings: ResupplySettings) => ({
  settings: structuredClone(settings) as Settings,
  reason: 'First settings',
  signature: signatureOf('pharma'),
});
const setStudy = (values: Partial<ResupplySettings['study']>) =>
  study.must(
    'pharma',
    'resupply.setParameters',
    withSettings({ ...plainResupply, study: { ...plainResupply.study, ...values } }),
  );
const propose = () => study.must('pharma', 'resupply.propose', {});
type Proposed = OutputOf<'resupply.propose'>;
const linesOf = ({ sites }: Proposed, code: string) =>
  sites.find(({ site }) => site === code)?.lines ?? [];
const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const fixed = (trigger: number, ceiling: number) =>
  ({ kind: 'min-max', trigger, ceiling }) as const;

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
      const input = withSettings({ ...plainResupply, ...changes });
      return (await study.refused('pharma', 'resupply.setParameters', input)).rule;
    };
    expect(await rule({ sites: [{ site: 'S009' }] })).toBe('resupply-name-unknown');
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
    const settings = (trigger: number, ceiling: number): Settings =>
      withSettings({
        ...plainResupply,
        study: { ...plainResupply.study, levels: fixed(trigger, ceiling) },
      }).settings;
    const proposal = await study.must('pharma', 'resupply.propose', { settings: settings(6, 9) });
    expect(proposal.settingsEntry).toBeNull();
    expect(total(linesOf(proposal, 'S001').map(({ granted }) => granted))).toBe(8);
    const refused = await study.refused('pharma', 'resupply.propose', { settings: settings(6, 5) });
    expect(refused.rule).toBe('ceiling-below-trigger');
    expect(await study.must('pharma', 'resupply.get', {})).toEqual({ inForce: null });
  });
});

describe('a comparison before settings are signed', () => {
  const values = (line: Partial<ResupplySettings['study']>): Settings =>
    withSettings({ ...plainResupply, study: { ...plainResupply.study, ...line } }).settings;
  const compare = (line: Partial<ResupplySettings['study']>) =>
    study.must('pharma', 'resupply.compare', { settings: values(line), replicates: 20 });

  it('finds no difference between the settings in force and themselves', async () => {
    await setStudy({ newSubjectsPerDay: 0.3 });
    const same = await compare({ newSubjectsPerDay: 0.3 });
    expect(same).toMatchObject({ nights: 30, replicates: 20, seed: 1 });
    for (const { mean } of Object.values(same.difference)) expect(mean).toBe(0);
    expect(same.leak?.before).toEqual(same.leak?.after);
  });

  it('shows what more stock costs and saves, and that pooling keeps the blind better', async () => {
    await setStudy({ newSubjectsPerDay: 0.5, levels: fixed(0, 1), initialStock: 1 });
    const more = { newSubjectsPerDay: 0.5, levels: fixed(14, 16), initialStock: 16 };
    const result = await compare({ ...more, pooling: 'all-types' });
    expect(result.difference.shipped.mean).toBeGreaterThan(0);
    expect(result.difference.missed.mean).toBeLessThan(0);
    expect(result.leak?.before.oneExpiry.isBlindSafe).toBe(false);
    expect(result.leak?.after.oneExpiry).toMatchObject({ certainShare: 0, isBlindSafe: true });
  });

  it('needs settings in force, and settings that can stand', async () => {
    const ask = (line: Partial<ResupplySettings['study']>) =>
      study.refused('pharma', 'resupply.compare', { settings: values(line) });
    expect((await ask({})).rule).toBe('resupply-not-set');
    await setStudy({});
    expect((await ask({ levels: fixed(3, 2) })).rule).toBe('ceiling-below-trigger');
  });
});

it('presets are called blind-safe by the check alone', async () => {
  const { presets } = await study.must('pharma', 'resupply.presets', {});
  const leakOf = (name: string) => presets.find((preset) => preset.name === name)?.leak;
  expect(leakOf('one-for-one')?.oneExpiry.isBlindSafe).toBe(false);
  for (const one of presets.flatMap(({ leak }) => [leak?.oneExpiry, leak?.risingExpiry])) {
    expect(one?.isBlindSafe).toBe(one?.certainShare === 0);
  }
  expect(leakOf('pooled-sets')?.oneExpiry.isBlindSafe).toBe(true);
});

describe('a run', () => {
  it('is due on the days of runs until it was made', async () => {
    const isDue = async (): Promise<boolean> =>
      (await study.must('pharma', 'today.get', {})).tasks.some(({ title }) =>
        title.includes('resupply run is due'),
      );
    expect(await isDue()).toBe(false);
    await setStudy({});
    expect(await isDue()).toBe(true);
    await study.must('pharma', 'resupply.run', {});
    expect(await isDue()).toBe(false);
    study.clock.advanceDays(1);
    expect(await isDue()).toBe(true);
    // Saturday
    study.clock.advanceDays(1);
    expect(await isDue()).toBe(false);
  });

  it('asks for its shipments, and a second one for nothing more', async () => {
    await setStudy({ levels: fixed(6, 8) });
    const { run, shipments } = await study.must('pharma', 'resupply.run', {});
    expect(run).toBe('RS-00001');
    expect(shipments.map(({ to, count }) => [to, count])).toContainEqual(['S002', 12]);
    const asked = await study.must('pharma', 'shipments.get', {
      shipment: shipments.find(({ to }) => to === 'S002')?.shipment ?? '',
    });
    expect(asked.lines?.map(({ count }) => count)).toEqual([6, 6]);
    const again = await study.must('pharma', 'resupply.run', {});
    expect(again).toEqual({ run: 'RS-00002', shipments: [] });
    expect(linesOf(await propose(), 'S002')[0]?.stock.requested).toBe(6);
  });

  it('can be replayed with its numbers, and says whether the rule still gives the same', async () => {
    await setStudy({ levels: fixed(6, 8) });
    const before = await propose();
    await study.must('pharma', 'resupply.run', {});
    await setStudy({ levels: fixed(1, 2) });
    study.clock.advanceDays(40);
    const replay = await study.must('pharma', 'resupply.replay', { run: 'RS-00001' });
    expect(replay).toMatchObject({ agrees: true, settingsEntry: before.settingsEntry });
    expect(replay.sites).toEqual(before.sites);
    const unknown = await study.refused('pharma', 'resupply.replay', { run: 'RS-00009' });
    expect(unknown.rule).toBe('resupply-run-unknown');
  });

  it('keeps kit types out of what blinded people read, and replays from the ledger', async () => {
    await setStudy({ levels: fixed(6, 8) });
    await study.must('pharma', 'resupply.run', { sites: ['S002'] });
    const trail = JSON.stringify(await study.must('qa', 'trail.page', { limit: 500 }));
    expect(trail).toContain('Resupply run RS-00001 asked for 1 shipment');
    expect(trail).not.toMatch(/kit-active|kit-placebo/);
    const entry = study.db
      .prepare(`SELECT content FROM ledger WHERE kind = 'resupply-run'`)
      .get<{ content: string }>();
    expect(entry?.content).not.toMatch(/kit-active|kit-placebo/);
    expect((await study.ask('depot', 'resupply.propose', {})).kind).toBe('forbidden');
    expect(replayed(study).ok).toBe(true);
  });

  it('looks only at the sites that were named', async () => {
    await setStudy({ levels: fixed(6, 8) });
    const { shipments } = await study.must('pharma', 'resupply.run', { sites: ['S001'] });
    expect(shipments.map(({ to }) => to)).toEqual(['S001']);
    expect((await study.refused('pharma', 'resupply.run', { sites: ['S009'] })).rule).toBe(
      'place-unknown',
    );
  });
});
